// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** IP addresses: of version 4 in an int, of version 6 in two longs, the first byte highest. */
public final class IpAddress {
    private static final int GROUPS = 8;
    /** The JDK takes fewer, too. */
    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private IpAddress() {}

    /**
     * Reads an address of version 4.
     *
     * @param text four numbers with dots between
     * @return 32 bits
     * @throws PacketException if it is none
     */
    public static int parseV4(String text) {
        try {
            if (FOUR_NUMBERS.matcher(text).matches()) {
                return ByteBuffer.wrap(Inet4Address.ofLiteral(text).getAddress()).getInt();
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new PacketException("'" + text + "' is no IPv4 address, such as 192.0.2.1");
    }

    /**
     * Writes an address of version 4.
     *
     * @param address 32 bits
     * @return four numbers with dots between
     */
    public static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }

    /**
     * Reads an address of version 6.
     *
     * @param text as RFC 4291, 2.2 has it
     * @return two times 64 bits
     * @throws PacketException if it is none
     */
    public static long[] parseV6(String text) {
        try {
            if (Inet6Address.ofLiteral(text) instanceof Inet6Address address && text.indexOf('%') < 0) {
                ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
                return new long[] {bytes.getLong(), bytes.getLong()};
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new PacketException("'" + text + "' is no IPv6 address, such as 2001:db8::1");
    }

    /**
     * Writes an address of version 6.
     *
     * @param high the first 64 bits
     * @param low the others
     * @return as RFC 5952 wants it: lower case, and the longest run of zeros left out
     */
    public static String text(long high, long low) {
        int begin = GROUPS;
        int length = 1; // a single group of zeros is not left out
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && group(high, low, i + run) == 0) {
                run++;
            }
            if (run > length) {
                begin = i;
                length = run;
            }
        }
        if (begin == GROUPS) {
            return groups(high, low, 0, GROUPS);
        }
        return groups(high, low, 0, begin) + "::" + groups(high, low, begin + length, GROUPS);
    }

    private static String groups(long high, long low, int from, int to) {
        StringJoiner text = new StringJoiner(":");
        for (int i = from; i < to; i++) {
            text.add(Integer.toHexString(group(high, low, i)));
        }
        return text.toString();
    }

    private static int group(long high, long low, int index) {
        long half = index < GROUPS / 2 ? high : low;
        return (int) (half >>> Long.SIZE - Short.SIZE * (index % (GROUPS / 2) + 1)) & 0xffff;
    }
}
