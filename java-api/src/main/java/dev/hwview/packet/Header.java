// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/**
 * A header, somewhere in a packet. A {@link Frame} puts it there, and moves it with each packet; to build a packet, one
 * puts it there oneself, by its method {@code over}. Setters return the header, so that they can be chained.
 */
public abstract sealed class Header permits Ethernet, Vlan, Arp, Ipv4, Ipv6, Tcp, Udp, Icmp {
    Window packet;
    long begin;
    /** Where what belongs to the header and its payload ends. */
    long end;

    Header() {}

    /** Puts the header into a packet. */
    final void put(Window window, long offset, long until) {
        packet = window;
        begin = offset;
        end = until;
    }

    final void putInside(Window window, long offset) {
        put(window, offset, window.length());
        if (fixedSize() > 0) {
            byte8(fixedSize() - 1); // throws if it is not inside
        }
    }

    /** The bytes that each such header has. */
    abstract int fixedSize();

    /**
     * Where the header begins.
     *
     * @return in the packet's window, in bytes
     */
    public final long offset() {
        return begin;
    }

    /**
     * How long the header is, with its options.
     *
     * @return in bytes
     */
    public abstract int size();

    /**
     * Where that begins which the header is for.
     *
     * @return in the packet's window, in bytes
     */
    public final long payloadOffset() {
        return begin + size();
    }

    /**
     * How much there is of that which the header is for, without padding behind it.
     *
     * @return in bytes
     */
    public long payloadLength() {
        return Math.max(0, end - payloadOffset());
    }

    /**
     * Moves a window over what the header is for.
     *
     * @param window is moved
     * @return the same
     */
    public final Window payload(Window window) {
        return window.within(packet, payloadOffset(), payloadLength());
    }

    final int byte8(long at) {
        return Byte.toUnsignedInt(packet.getByte(begin + at));
    }

    final void byte8(long at, int value) {
        packet.setByte(begin + at, (byte) within(value, 8));
    }

    final int short16(long at) {
        return Short.toUnsignedInt(packet.getShortBE(begin + at));
    }

    final void short16(long at, int value) {
        packet.setShortBE(begin + at, (short) within(value, 16));
    }

    final int int32(long at) {
        return packet.getIntBE(begin + at);
    }

    final void int32(long at, int value) {
        packet.setIntBE(begin + at, value);
    }

    final long long64(long at) {
        return packet.getLongBE(begin + at);
    }

    final void long64(long at, long value) {
        packet.setLongBE(begin + at, value);
    }

    final long mac(long at) {
        return Integer.toUnsignedLong(packet.getIntBE(begin + at)) << Short.SIZE
                | Short.toUnsignedLong(packet.getShortBE(begin + at + Integer.BYTES));
    }

    final void mac(long at, long value) {
        if (value >>> MacAddress.BITS != 0) {
            throw new PacketException("0x" + Long.toHexString(value) + " is no address of 48 bits");
        }
        packet.getShortBE(begin + at + Integer.BYTES); // both parts are there, or neither is written
        packet.setIntBE(begin + at, (int) (value >>> Short.SIZE));
        packet.setShortBE(begin + at + Integer.BYTES, (short) value);
    }

    /** A value with other bits in it. */
    static int with(int old, int low, int width, int value) {
        int mask = (1 << width) - 1;
        return old & ~(mask << low) | within(value, width) << low;
    }

    static int within(int value, int width) {
        if (value >>> width != 0) {
            throw new PacketException(value + " does not fit a field of " + width + " bits");
        }
        return value;
    }
}
