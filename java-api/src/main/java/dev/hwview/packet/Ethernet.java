// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/** The header of an Ethernet frame (IEEE 802.3, 3.1.1). */
public final class Ethernet extends Header {
    /** Its size. */
    public static final int SIZE = 14;

    private static final int SOURCE = 6;
    private static final int TYPE = 12;

    /** One that is nowhere yet. */
    public Ethernet() {}

    /**
     * Puts it into a packet.
     *
     * @param window of the packet
     * @param offset in the window
     * @return this
     */
    public Ethernet over(Window window, long offset) {
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
     * To whom.
     *
     * @return 48 bits, the first byte highest
     */
    public long destination() {
        return mac(0);
    }

    /**
     * To whom.
     *
     * @param address 48 bits
     * @return this
     */
    public Ethernet destination(long address) {
        mac(0, address);
        return this;
    }

    /**
     * From whom.
     *
     * @return 48 bits, the first byte highest
     */
    public long source() {
        return mac(SOURCE);
    }

    /**
     * From whom.
     *
     * @param address 48 bits
     * @return this
     */
    public Ethernet source(long address) {
        mac(SOURCE, address);
        return this;
    }

    /**
     * What follows.
     *
     * @return an {@link EtherType}, or a length if it is below 1536
     */
    public int type() {
        return short16(TYPE);
    }

    /**
     * What follows.
     *
     * @param type an {@link EtherType}
     * @return this
     */
    public Ethernet type(int type) {
        short16(TYPE, type);
        return this;
    }
}
