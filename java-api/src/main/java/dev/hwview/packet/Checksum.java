// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/**
 * The Internet checksum (RFC 1071): the complement of the one's-complement sum of 16-bit words. Over bytes that contain
 * their own checksum it is 0 if that is right.
 */
public final class Checksum {
    private static final int MASK = 0xffff;

    private Checksum() {}

    /**
     * The checksum of some bytes.
     *
     * @param window where they are
     * @param at the offset of the first in the window
     * @param length how many; an odd one is completed by a zero
     * @return 16 bits
     */
    public static int of(Window window, long at, long length) {
        return finish(sum(window, at, length));
    }

    /**
     * The checksum of what an IPv4 packet carries, with the pseudo header of RFC 9293, 3.1 and RFC 768 before it.
     *
     * @param ip the packet's header
     * @return 16 bits
     */
    public static int ofPayload(Ipv4 ip) {
        long length = ip.payloadLength();
        return finish(sum(ip.packet, ip.payloadOffset(), length)
                + swapped(Integer.toUnsignedLong(ip.source()) + Integer.toUnsignedLong(ip.destination())
                + ip.protocol() + length));
    }

    /**
     * The checksum of what an IPv6 packet carries, with the pseudo header of RFC 8200, 8.1 before it.
     *
     * @param ip the packet's header
     * @return 16 bits
     */
    public static int ofPayload(Ipv6 ip) {
        long length = ip.payloadLength();
        return finish(sum(ip.packet, ip.payloadOffset(), length) + swapped(fold(ip.sourceHigh()) + fold(ip.sourceLow())
                + fold(ip.destinationHigh()) + fold(ip.destinationLow()) + ip.protocol() + length));
    }

    /**
     * The checksum after a word was changed (RFC 1624, equation 3).
     *
     * @param checksum before
     * @param old the 16 bits before
     * @param now the 16 bits after
     * @return 16 bits
     */
    public static int update(int checksum, int old, int now) {
        return ~folded((~checksum & MASK) + (~old & MASK) + (now & MASK)) & MASK;
    }

    /**
     * The checksum after two words were changed, such as an address.
     *
     * @param checksum before
     * @param old the 32 bits before
     * @param now the 32 bits after
     * @return 16 bits
     */
    public static int update32(int checksum, int old, int now) {
        return ~folded((~checksum & MASK) + (~old & MASK) + (~old >>> Short.SIZE) + (now & MASK)
                + (now >>> Short.SIZE)) & MASK;
    }

    /**
     * The sum, not complemented, with its bytes swapped: the sum does not depend on the order of the bytes but for its
     * own (RFC 1071, 2), so that it is taken in the processor's.
     */
    private static long sum(Window window, long at, long length) {
        long ints = length / Integer.BYTES;
        long sum = fold(window.sumInts(at, ints));
        long end = at + length;
        long i = at + ints * Integer.BYTES;
        if (i <= end - Short.BYTES) {
            sum += Short.toUnsignedInt(window.getShort(i));
            i += Short.BYTES;
        }
        return i < end ? sum + Byte.toUnsignedInt(window.getByte(i)) : sum;
    }

    /** To at most 34 bits, so that many of them can be added. */
    private static long fold(long sum) {
        return (sum & 0xffff_ffffL) + (sum >>> Integer.SIZE);
    }

    private static int folded(long sum) {
        long folded = fold(fold(sum));
        folded = (folded & MASK) + (folded >>> Short.SIZE);
        folded = (folded & MASK) + (folded >>> Short.SIZE);
        return (int) ((folded & MASK) + (folded >>> Short.SIZE));
    }

    private static long swapped(long sum) {
        return Short.toUnsignedInt(Short.reverseBytes((short) folded(sum)));
    }

    private static int finish(long sum) {
        return ~Short.toUnsignedInt(Short.reverseBytes((short) folded(sum))) & MASK;
    }
}
