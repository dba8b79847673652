// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.Window;

/** Looks for a byte, eight at a time. */
final class Search {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Search() {}

    /** Where the first one is, from one place to another, or -1. */
    static long find(Window window, long from, long to, byte value) {
        long at = from;
        long pattern = Byte.toUnsignedLong(value) * ONES;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long zeroWhereEqual = window.getLong(at) ^ pattern;
            // The lowest bit that is set marks the first zero byte; those above it may be wrong, by a borrow.
            long marks = zeroWhereEqual - ONES & ~zeroWhereEqual & HIGH_BITS;
            if (marks != 0) {
                return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
            }
        }
        for (; at < to; at++) {
            if (window.getByte(at) == value) {
                return at;
            }
        }
        return -1;
    }
}
