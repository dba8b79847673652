// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/** The header of an IPv6 packet (RFC 8200, 3), extension headers included. */
public final class Ipv6 extends Header {
    /** Its size without extension headers. */
    public static final int SIZE = 40;

    private int size = SIZE;
    private int protocol;
    private boolean fragment;
    private int fragmentOffset;

    /** One that is nowhere yet. */
    public Ipv6() {}

    /**
     * Puts it into a packet.
     *
     * @param window of the packet
     * @param offset in the window
     * @return this
     */
    public Ipv6 over(Window window, long offset) {
        putInside(window, offset);
        dissect();
        return this;
    }

    @Override
    int fixedSize() {
        return SIZE;
    }

    @Override
    public int size() {
        return size;
    }

    /**
     * The version.
     *
     * @return 6
     */
    public int version() {
        return byte8(0) >>> 4 & 0xf;
    }

    /**
     * The version.
     *
     * @param value 6
     * @return this
     */
    public Ipv6 version(int value) {
        byte8(0, with(byte8(0), 4, 4, value));
        return this;
    }

    /**
     * The traffic class.
     *
     * @return 8 bits
     */
    public int trafficClass() {
        return short16(0) >>> 4 & 0xff;
    }

    /**
     * The traffic class.
     *
     * @param value 8 bits
     * @return this
     */
    public Ipv6 trafficClass(int value) {
        short16(0, with(short16(0), 4, 8, value));
        return this;
    }

    /**
     * The flow label.
     *
     * @return 20 bits
     */
    public int flowLabel() {
        return int32(0) & 0xfffff;
    }

    /**
     * The flow label.
     *
     * @param value 20 bits
     * @return this
     */
    public Ipv6 flowLabel(int value) {
        int32(0, with(int32(0), 0, 20, value));
        return this;
    }

    /**
     * The length of all behind the fixed header, extension headers included.
     *
     * @return in bytes
     */
    public int payloadLengthField() {
        return short16(4);
    }

    /**
     * The length of all behind the fixed header, extension headers included.
     *
     * @param value in bytes
     * @return this
     */
    public Ipv6 payloadLengthField(int value) {
        short16(4, value);
        return this;
    }

    /**
     * What follows the fixed header.
     *
     * @return an {@link IpProtocol}, possibly an extension header
     */
    public int nextHeader() {
        return byte8(6);
    }

    /**
     * What follows the fixed header.
     *
     * @param value an {@link IpProtocol}, possibly an extension header
     * @return this
     */
    public Ipv6 nextHeader(int value) {
        byte8(6, value);
        dissect();
        return this;
    }

    /**
     * How many hops it may still go.
     *
     * @return 0 to 255
     */
    public int hopLimit() {
        return byte8(7);
    }

    /**
     * How many hops it may still go.
     *
     * @param value 0 to 255
     * @return this
     */
    public Ipv6 hopLimit(int value) {
        byte8(7, value);
        return this;
    }

    /**
     * From whom, the first half.
     *
     * @return 64 bits
     */
    public long sourceHigh() {
        return long64(8);
    }

    /**
     * From whom, the first half.
     *
     * @param value 64 bits
     * @return this
     */
    public Ipv6 sourceHigh(long value) {
        long64(8, value);
        return this;
    }

    /**
     * From whom, the second half.
     *
     * @return 64 bits
     */
    public long sourceLow() {
        return long64(16);
    }

    /**
     * From whom, the second half.
     *
     * @param value 64 bits
     * @return this
     */
    public Ipv6 sourceLow(long value) {
        long64(16, value);
        return this;
    }

    /**
     * To whom, the first half.
     *
     * @return 64 bits
     */
    public long destinationHigh() {
        return long64(24);
    }

    /**
     * To whom, the first half.
     *
     * @param value 64 bits
     * @return this
     */
    public Ipv6 destinationHigh(long value) {
        long64(24, value);
        return this;
    }

    /**
     * To whom, the second half.
     *
     * @return 64 bits
     */
    public long destinationLow() {
        return long64(32);
    }

    /**
     * To whom, the second half.
     *
     * @param value 64 bits
     * @return this
     */
    public Ipv6 destinationLow(long value) {
        long64(32, value);
        return this;
    }

    /**
     * What follows the last extension header.
     *
     * @return an {@link IpProtocol}
     */
    public int protocol() {
        return protocol;
    }

    /**
     * Whether it is a part of a packet, by its Fragment header.
     *
     * @return whether it is
     */
    public boolean isFragment() {
        return fragment;
    }

    /**
     * Writes the version, and zeros up to the addresses.
     *
     * @return this, without extension headers
     */
    public Ipv6 initialize() {
        long64(SIZE - Long.BYTES, long64(SIZE - Long.BYTES)); // all of it is there and writable, or nothing is written
        long64(0, 6L << 60);
        return this;
    }

    /**
     * Goes through the extension headers (RFC 8200, 4).
     *
     * @return whether all of them are whole; if not, they count up to the first that is not
     */
    boolean dissect() {
        protocol = nextHeader();
        size = SIZE;
        fragment = false;
        boolean first = true;
        while (true) {
            int units; // of 8 bytes, beyond the first
            switch (protocol) {
                case IpProtocol.HOP_BY_HOP, IpProtocol.ROUTING, IpProtocol.DESTINATION_OPTIONS, IpProtocol.FRAGMENT -> {
                    if (begin + size + Long.BYTES > end) {
                        return false;
                    }
                    units = protocol == IpProtocol.FRAGMENT ? 0 : byte8(size + 1);
                }
                default -> {
                    return true;
                }
            }
            // Options for each hop are the first header or none.
            if (begin + size + Long.BYTES * (units + 1L) > end || protocol == IpProtocol.HOP_BY_HOP && !first) {
                return false;
            }
            if (protocol == IpProtocol.FRAGMENT) {
                fragmentOffset = short16(size + 2) >>> 3;
                fragment = fragmentOffset != 0 || (short16(size + 2) & 1) != 0;
            }
            protocol = byte8(size);
            size += Long.BYTES * (units + 1);
            first = false;
            if (fragment && fragmentOffset != 0) {
                return true; // behind it lies the middle of something
            }
        }
    }

    /** Whether it carries the begin of what it carries. */
    boolean isFirst() {
        return !fragment || fragmentOffset == 0;
    }
}
