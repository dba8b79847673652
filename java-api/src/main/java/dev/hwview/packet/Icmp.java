// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/** The header of an ICMP message (RFC 792) or an ICMPv6 message (RFC 4443). */
public final class Icmp extends Header {
    /** Its size. */
    public static final int SIZE = 8;
    /** Version 4: answer this. */
    public static final int ECHO = 8;
    /** Version 4: the answer. */
    public static final int ECHO_REPLY = 0;
    /** Version 6: answer this. */
    public static final int ECHO_V6 = 128;
    /** Version 6: the answer. */
    public static final int ECHO_REPLY_V6 = 129;
    /** Version 6: who has this address? (RFC 4861, 4.3) */
    public static final int NEIGHBOR_SOLICITATION = 135;
    /** Version 6: I have. (RFC 4861, 4.4) */
    public static final int NEIGHBOR_ADVERTISEMENT = 136;

    /** One that is nowhere yet. */
    public Icmp() {}

    /**
     * Puts it into a packet.
     *
     * @param window of the packet
     * @param offset in the window
     * @return this
     */
    public Icmp over(Window window, long offset) {
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
     * What it says.
     *
     * @return for version 4 {@link #ECHO} and {@link #ECHO_REPLY}, for version 6 others
     */
    public int type() {
        return byte8(0);
    }

    /**
     * What it says.
     *
     * @param value for version 4 {@link #ECHO} and {@link #ECHO_REPLY}, for version 6 others
     * @return this
     */
    public Icmp type(int value) {
        byte8(0, value);
        return this;
    }

    /**
     * What it says in particular.
     *
     * @return 8 bits
     */
    public int code() {
        return byte8(1);
    }

    /**
     * What it says in particular.
     *
     * @param value 8 bits
     * @return this
     */
    public Icmp code(int value) {
        byte8(1, value);
        return this;
    }

    /**
     * The checksum.
     *
     * @return 16 bits
     */
    public int checksum() {
        return short16(2);
    }

    /**
     * The checksum.
     *
     * @param value 16 bits
     * @return this
     */
    public Icmp checksum(int value) {
        short16(2, value);
        return this;
    }

    /**
     * Of an echo: whose it is.
     *
     * @return 16 bits
     */
    public int identifier() {
        return short16(4);
    }

    /**
     * Of an echo: whose it is.
     *
     * @param value 16 bits
     * @return this
     */
    public Icmp identifier(int value) {
        short16(4, value);
        return this;
    }

    /**
     * Of an echo: which of them.
     *
     * @return 16 bits
     */
    public int sequence() {
        return short16(6);
    }

    /**
     * Of an echo: which of them.
     *
     * @param value 16 bits
     * @return this
     */
    public Icmp sequence(int value) {
        short16(6, value);
        return this;
    }

    /**
     * Whether the checksum of an ICMP message of version 4 is right.
     *
     * @return whether it is
     */
    public boolean checksumIsRight() {
        return Checksum.of(packet, begin, end - begin) == 0;
    }

    /**
     * Writes the checksum of an ICMP message of version 4.
     *
     * @return this
     */
    public Icmp fillChecksum() {
        checksum(0);
        return checksum(Checksum.of(packet, begin, end - begin));
    }
}
