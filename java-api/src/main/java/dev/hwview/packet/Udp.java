// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/** The header of a UDP datagram (RFC 768). */
public final class Udp extends Header {
    /** Its size. */
    public static final int SIZE = 8;

    /** One that is nowhere yet. */
    public Udp() {}

    /**
     * Puts it into a packet.
     *
     * @param window of the packet
     * @param offset in the window
     * @return this
     */
    public Udp over(Window window, long offset) {
        putInside(window, offset);
        return this;
    }

    @Override
    int fixedSize() {
        return SIZE;
    }

    @Override
    public int size() {
        return SIZE;
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
    public Udp sourcePort(int value) {
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
    public Udp destinationPort(int value) {
        short16(2, value);
        return this;
    }

    /**
     * The length of header and payload.
     *
     * @return in bytes
     */
    public int length() {
        return short16(4);
    }

    /**
     * The length of header and payload.
     *
     * @param value in bytes
     * @return this
     */
    public Udp length(int value) {
        short16(4, value);
        return this;
    }

    /**
     * The checksum.
     *
     * @return 16 bits; 0 for none
     */
    public int checksum() {
        return short16(6);
    }

    /**
     * The checksum.
     *
     * @param value 16 bits; 0 for none
     * @return this
     */
    public Udp checksum(int value) {
        short16(6, value);
        return this;
    }

    @Override
    public long payloadLength() {
        return Math.max(0, Math.min(end - begin, length()) - SIZE);
    }
}
