// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import java.util.HexFormat;

/** Ethernet addresses: 48 bits in a long, the first byte highest. */
public final class MacAddress {
    /** To all. */
    public static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    static final int BYTES = 6;
    static final int BITS = 48;

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private MacAddress() {}

    /**
     * Reads an address.
     *
     * @param text six bytes in hexadecimal, with colons between
     * @return 48 bits
     * @throws PacketException if it is none
     */
    public static long parse(String text) {
        try {
            byte[] bytes = COLONS.parseHex(text);
            if (bytes.length == BYTES) {
                return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(bytes));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new PacketException("'" + text + "' is no Ethernet address, such as 02:00:5e:10:00:01");
    }

    /**
     * Writes an address.
     *
     * @param address 48 bits
     * @return six bytes in hexadecimal, with colons between
     */
    public static String text(long address) {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (address >>> BITS - Byte.SIZE * (i + 1));
        }
        return COLONS.formatHex(bytes);
    }
}
