// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/** The header of a TCP segment (RFC 9293, 3.1). */
public final class Tcp extends Header {
    /** Its size without options. */
    public static final int SIZE = 20;

    private static final int END_OF_OPTIONS = 0;
    private static final int NO_OPERATION = 1;
    private static final int MAXIMUM_SEGMENT_SIZE = 2;
    private static final int WINDOW_SCALE = 3;

    /** One that is nowhere yet. */
    public Tcp() {}

    /**
     * Puts it into a packet.
     *
     * @param window of the packet
     * @param offset in the window
     * @return this
     */
    public Tcp over(Window window, long offset) {
        putInside(window, offset);
        return this;
    }

    @Override
    int fixedSize() {
        return SIZE;
    }

    @Override
    public int size() {
        return dataOffset() * Integer.BYTES;
    }

    /**
     * From which port.
     *
     * @return 16 bits
     */
    public int sourcePort() {
        return short16(0);
    }

    /**
     * From which port.
     *
     * @param value 16 bits
     * @return this
     */
    public Tcp sourcePort(int value) {
        short16(0, value);
        return this;
    }

    /**
     * To which port.
     *
     * @return 16 bits
     */
    public int destinationPort() {
        return short16(2);
    }

    /**
     * To which port.
     *
     * @param value 16 bits
     * @return this
     */
    public Tcp destinationPort(int value) {
        short16(2, value);
        return this;
    }

    /**
     * The sequence number of the first byte, or of SYN.
     *
     * @return unsigned
     */
    public int sequence() {
        return int32(4);
    }

    /**
     * The sequence number of the first byte, or of SYN.
     *
     * @param value unsigned
     * @return this
     */
    public Tcp sequence(int value) {
        int32(4, value);
        return this;
    }

    /**
     * The sequence number that is expected next.
     *
     * @return unsigned; if {@link #ack}
     */
    public int acknowledgment() {
        return int32(8);
    }

    /**
     * The sequence number that is expected next.
     *
     * @param value unsigned; if {@link #ack}
     * @return this
     */
    public Tcp acknowledgment(int value) {
        int32(8, value);
        return this;
    }

    /**
     * How long the header is.
     *
     * @return in words of 4 bytes, 5 to 15
     */
    public int dataOffset() {
        return byte8(12) >>> 4 & 0xf;
    }

    /**
     * How long the header is.
     *
     * @param value in words of 4 bytes, 5 to 15
     * @return this
     */
    public Tcp dataOffset(int value) {
        byte8(12, with(byte8(12), 4, 4, value));
        return this;
    }

    /**
     * Congestion Window Reduced.
     *
     * @return whether it is set
     */
    public boolean cwr() {
        return (byte8(13) & 0x80) != 0;
    }

    /**
     * Congestion Window Reduced.
     *
     * @param value whether it is set
     * @return this
     */
    public Tcp cwr(boolean value) {
        byte8(13, with(byte8(13), 7, 1, value ? 1 : 0));
        return this;
    }

    /**
     * ECN-Echo.
     *
     * @return whether it is set
     */
    public boolean ece() {
        return (byte8(13) & 0x40) != 0;
    }

    /**
     * ECN-Echo.
     *
     * @param value whether it is set
     * @return this
     */
    public Tcp ece(boolean value) {
        byte8(13, with(byte8(13), 6, 1, value ? 1 : 0));
        return this;
    }

    /**
     * The urgent pointer counts.
     *
     * @return whether it is set
     */
    public boolean urg() {
        return (byte8(13) & 0x20) != 0;
    }

    /**
     * The urgent pointer counts.
     *
     * @param value whether it is set
     * @return this
     */
    public Tcp urg(boolean value) {
        byte8(13, with(byte8(13), 5, 1, value ? 1 : 0));
        return this;
    }

    /**
     * The acknowledgment counts.
     *
     * @return whether it is set
     */
    public boolean ack() {
        return (byte8(13) & 0x10) != 0;
    }

    /**
     * The acknowledgment counts.
     *
     * @param value whether it is set
     * @return this
     */
    public Tcp ack(boolean value) {
        byte8(13, with(byte8(13), 4, 1, value ? 1 : 0));
        return this;
    }

    /**
     * Push.
     *
     * @return whether it is set
     */
    public boolean psh() {
        return (byte8(13) & 0x8) != 0;
    }

    /**
     * Push.
     *
     * @param value whether it is set
     * @return this
     */
    public Tcp psh(boolean value) {
        byte8(13, with(byte8(13), 3, 1, value ? 1 : 0));
        return this;
    }

    /**
     * Reset.
     *
     * @return whether it is set
     */
    public boolean rst() {
        return (byte8(13) & 0x4) != 0;
    }

    /**
     * Reset.
     *
     * @param value whether it is set
     * @return this
     */
    public Tcp rst(boolean value) {
        byte8(13, with(byte8(13), 2, 1, value ? 1 : 0));
        return this;
    }

    /**
     * Synchronize.
     *
     * @return whether it is set
     */
    public boolean syn() {
        return (byte8(13) & 0x2) != 0;
    }

    /**
     * Synchronize.
     *
     * @param value whether it is set
     * @return this
     */
    public Tcp syn(boolean value) {
        byte8(13, with(byte8(13), 1, 1, value ? 1 : 0));
        return this;
    }

    /**
     * No more data.
     *
     * @return whether it is set
     */
    public boolean fin() {
        return (byte8(13) & 0x1) != 0;
    }

    /**
     * No more data.
     *
     * @param value whether it is set
     * @return this
     */
    public Tcp fin(boolean value) {
        byte8(13, with(byte8(13), 0, 1, value ? 1 : 0));
        return this;
    }

    /**
     * All flags.
     *
     * @return 8 bits, {@link #fin} lowest
     */
    public int flags() {
        return byte8(13);
    }

    /**
     * All flags.
     *
     * @param value 8 bits, {@link #fin} lowest
     * @return this
     */
    public Tcp flags(int value) {
        byte8(13, value);
        return this;
    }

    /**
     * How much may be sent.
     *
     * @return unscaled
     */
    public int window() {
        return short16(14);
    }

    /**
     * How much may be sent.
     *
     * @param value unscaled
     * @return this
     */
    public Tcp window(int value) {
        short16(14, value);
        return this;
    }

    /**
     * The checksum.
     *
     * @return 16 bits
     */
    public int checksum() {
        return short16(16);
    }

    /**
     * The checksum.
     *
     * @param value 16 bits
     * @return this
     */
    public Tcp checksum(int value) {
        short16(16, value);
        return this;
    }

    /**
     * Where urgent data ends.
     *
     * @return 16 bits
     */
    public int urgentPointer() {
        return short16(18);
    }

    /**
     * Where urgent data ends.
     *
     * @param value 16 bits
     * @return this
     */
    public Tcp urgentPointer(int value) {
        short16(18, value);
        return this;
    }

    /**
     * Writes the length of a header without options, and zeros all else.
     *
     * @return this
     */
    public Tcp initialize() {
        int32(SIZE - Integer.BYTES, 0); // all of it is there and writable, or nothing is written
        long64(0, 0);
        long64(8, 0x50000000L);
        return this;
    }

    /**
     * Looks for an option (RFC 9293, 3.2).
     *
     * @param kind 2 maximum segment size, 3 window scale, 4 SACK permitted, 5 SACK, 8 timestamps
     * @return the offset of its kind byte in the packet's window, with its length and data behind it; -1 if it is not
     *     there, or if the options are garbled before it
     */
    public long option(int kind) {
        long at = SIZE;
        int until = size();
        while (at < until) {
            int found = byte8(at);
            if (found == kind) {
                int length = kind > NO_OPERATION ? at + 1 < until ? byte8(at + 1) : 0 : 1;
                return length > (kind > NO_OPERATION ? 1 : 0) && at + length <= until ? begin + at : -1;
            }
            if (found == END_OF_OPTIONS) {
                return -1;
            }
            int length = found == NO_OPERATION ? 1 : at + 1 < until ? byte8(at + 1) : 0;
            if (length < (found == NO_OPERATION ? 1 : 2)) {
                return -1;
            }
            at += length;
        }
        return -1;
    }

    /**
     * The Maximum Segment Size option.
     *
     * @return in bytes, or -1 if there is none
     */
    public int maximumSegmentSize() {
        long at = option(MAXIMUM_SEGMENT_SIZE);
        return at < 0 || packet.getByte(at + 1) != 4 ? -1 : Short.toUnsignedInt(packet.getShortBE(at + 2));
    }

    /**
     * The Window Scale option (RFC 7323, 2).
     *
     * @return the shift, or -1 if there is none
     */
    public int windowScale() {
        long at = option(WINDOW_SCALE);
        return at < 0 || packet.getByte(at + 1) != 3 ? -1 : Byte.toUnsignedInt(packet.getByte(at + 2));
    }
}
