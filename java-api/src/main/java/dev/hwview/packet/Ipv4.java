// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/** The header of an IPv4 packet (RFC 791, 3.1). */
public final class Ipv4 extends Header {
    /** Its size without options. */
    public static final int SIZE = 20;

    /** One that is nowhere yet. */
    public Ipv4() {}

    /**
     * Puts it into a packet.
     *
     * @param window of the packet
     * @param offset in the window
     * @return this
     */
    public Ipv4 over(Window window, long offset) {
        putInside(window, offset);
        return this;
    }

    @Override
    int fixedSize() {
        return SIZE;
    }

    @Override
    public int size() {
        return headerWords() * Integer.BYTES;
    }

    /**
     * The version.
     *
     * @return 4
     */
    public int version() {
        return byte8(0) >>> 4 & 0xf;
    }

    /**
     * The version.
     *
     * @param value 4
     * @return this
     */
    public Ipv4 version(int value) {
        byte8(0, with(byte8(0), 4, 4, value));
        return this;
    }

    /**
     * The Internet Header Length.
     *
     * @return in words of 4 bytes, 5 to 15
     */
    public int headerWords() {
        return byte8(0) & 0xf;
    }

    /**
     * The Internet Header Length.
     *
     * @param value in words of 4 bytes, 5 to 15
     * @return this
     */
    public Ipv4 headerWords(int value) {
        byte8(0, with(byte8(0), 0, 4, value));
        return this;
    }

    /**
     * The Differentiated Services Code Point (RFC 2474).
     *
     * @return 0 to 63
     */
    public int dscp() {
        return byte8(1) >>> 2 & 0x3f;
    }

    /**
     * The Differentiated Services Code Point (RFC 2474).
     *
     * @param value 0 to 63
     * @return this
     */
    public Ipv4 dscp(int value) {
        byte8(1, with(byte8(1), 2, 6, value));
        return this;
    }

    /**
     * The Explicit Congestion Notification (RFC 3168).
     *
     * @return 0 to 3
     */
    public int ecn() {
        return byte8(1) & 0x3;
    }

    /**
     * The Explicit Congestion Notification (RFC 3168).
     *
     * @param value 0 to 3
     * @return this
     */
    public Ipv4 ecn(int value) {
        byte8(1, with(byte8(1), 0, 2, value));
        return this;
    }

    /**
     * The length of header and payload.
     *
     * @return in bytes
     */
    public int totalLength() {
        return short16(2);
    }

    /**
     * The length of header and payload.
     *
     * @param value in bytes
     * @return this
     */
    public Ipv4 totalLength(int value) {
        short16(2, value);
        return this;
    }

    /**
     * What fragments of one packet have in common.
     *
     * @return 16 bits
     */
    public int identification() {
        return short16(4);
    }

    /**
     * What fragments of one packet have in common.
     *
     * @param value 16 bits
     * @return this
     */
    public Ipv4 identification(int value) {
        short16(4, value);
        return this;
    }

    /**
     * Whether it may not be fragmented.
     *
     * @return whether it is set
     */
    public boolean dontFragment() {
        return (short16(6) & 0x4000) != 0;
    }

    /**
     * Whether it may not be fragmented.
     *
     * @param value whether it is set
     * @return this
     */
    public Ipv4 dontFragment(boolean value) {
        short16(6, with(short16(6), 14, 1, value ? 1 : 0));
        return this;
    }

    /**
     * Whether it is not the last fragment.
     *
     * @return whether it is set
     */
    public boolean moreFragments() {
        return (short16(6) & 0x2000) != 0;
    }

    /**
     * Whether it is not the last fragment.
     *
     * @param value whether it is set
     * @return this
     */
    public Ipv4 moreFragments(boolean value) {
        short16(6, with(short16(6), 13, 1, value ? 1 : 0));
        return this;
    }

    /**
     * Where the fragment belongs.
     *
     * @return in units of 8 bytes
     */
    public int fragmentOffset() {
        return short16(6) & 0x1fff;
    }

    /**
     * Where the fragment belongs.
     *
     * @param value in units of 8 bytes
     * @return this
     */
    public Ipv4 fragmentOffset(int value) {
        short16(6, with(short16(6), 0, 13, value));
        return this;
    }

    /**
     * How many hops it may still go.
     *
     * @return 0 to 255
     */
    public int timeToLive() {
        return byte8(8);
    }

    /**
     * How many hops it may still go.
     *
     * @param value 0 to 255
     * @return this
     */
    public Ipv4 timeToLive(int value) {
        byte8(8, value);
        return this;
    }

    /**
     * What follows.
     *
     * @return an {@link IpProtocol}
     */
    public int protocol() {
        return byte8(9);
    }

    /**
     * What follows.
     *
     * @param value an {@link IpProtocol}
     * @return this
     */
    public Ipv4 protocol(int value) {
        byte8(9, value);
        return this;
    }

    /**
     * The checksum of the header.
     *
     * @return 16 bits
     */
    public int checksum() {
        return short16(10);
    }

    /**
     * The checksum of the header.
     *
     * @param value 16 bits
     * @return this
     */
    public Ipv4 checksum(int value) {
        short16(10, value);
        return this;
    }

    /**
     * From whom.
     *
     * @return the address, its first byte highest
     */
    public int source() {
        return int32(12);
    }

    /**
     * From whom.
     *
     * @param value the address, its first byte highest
     * @return this
     */
    public Ipv4 source(int value) {
        int32(12, value);
        return this;
    }

    /**
     * To whom.
     *
     * @return the address, its first byte highest
     */
    public int destination() {
        return int32(16);
    }

    /**
     * To whom.
     *
     * @param value the address, its first byte highest
     * @return this
     */
    public Ipv4 destination(int value) {
        int32(16, value);
        return this;
    }

    /**
     * Writes the first byte, and zeros up to the addresses.
     *
     * @return this, without options
     */
    public Ipv4 initialize() {
        // all of it is there and writable, or nothing is written
        int32(SIZE - Integer.BYTES, int32(SIZE - Integer.BYTES));
        int32(0, 0x45000000);
        int32(4, 0);
        int32(8, 0);
        return this;
    }

    /**
     * Whether it is a part of a packet.
     *
     * @return whether it is
     */
    public boolean isFragment() {
        return moreFragments() || fragmentOffset() != 0;
    }

    @Override
    public long payloadLength() {
        return Math.max(0, Math.min(end - begin, totalLength()) - size());
    }

    /**
     * Whether the checksum is right.
     *
     * @return whether it is
     */
    public boolean checksumIsRight() {
        return Checksum.of(packet, begin, size()) == 0;
    }

    /**
     * Writes the checksum.
     *
     * @return this
     */
    public Ipv4 fillChecksum() {
        checksum(0);
        return checksum(Checksum.of(packet, begin, size()));
    }
}
