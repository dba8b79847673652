// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/** A tag of IEEE 802.1Q, 9.6, counted from behind the EtherType that announces it. */
public final class Vlan extends Header {
    /** Its size. */
    public static final int SIZE = 4;

    /** One that is nowhere yet. */
    public Vlan() {}

    /**
     * Puts it into a packet.
     *
     * @param window of the packet
     * @param offset in the window
     * @return this
     */
    public Vlan over(Window window, long offset) {
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
     * The Priority Code Point.
     *
     * @return 0 to 7
     */
    public int priority() {
        return short16(0) >>> 13 & 0x7;
    }

    /**
     * The Priority Code Point.
     *
     * @param value 0 to 7
     * @return this
     */
    public Vlan priority(int value) {
        short16(0, with(short16(0), 13, 3, value));
        return this;
    }

    /**
     * The Drop Eligible Indicator.
     *
     * @return whether it is set
     */
    public boolean dropEligible() {
        return (short16(0) & 0x1000) != 0;
    }

    /**
     * The Drop Eligible Indicator.
     *
     * @param value whether it is set
     * @return this
     */
    public Vlan dropEligible(boolean value) {
        short16(0, with(short16(0), 12, 1, value ? 1 : 0));
        return this;
    }

    /**
     * The VLAN Identifier.
     *
     * @return 0 to 4095
     */
    public int id() {
        return short16(0) & 0xfff;
    }

    /**
     * The VLAN Identifier.
     *
     * @param value 0 to 4095
     * @return this
     */
    public Vlan id(int value) {
        short16(0, with(short16(0), 0, 12, value));
        return this;
    }

    /**
     * What follows.
     *
     * @return an {@link EtherType}
     */
    public int type() {
        return short16(2);
    }

    /**
     * What follows.
     *
     * @param value an {@link EtherType}
     * @return this
     */
    public Vlan type(int value) {
        short16(2, value);
        return this;
    }
}
