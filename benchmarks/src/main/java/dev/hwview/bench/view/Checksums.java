// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.hwview.packet.Checksum;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * The Internet checksum (RFC 1071) of a full TCP segment's 1,460 bytes. All sides add halves of 64-bit words, two words
 * a turn; the length is fixed to a multiple of 4 by hand.
 */
public class Checksums extends Sides {
    static final int LENGTH = 1460;
    private static final long LOW = 0xffff_ffffL;

    /** Of a window. */
    @Benchmark
    public int ours() {
        return Checksum.of(window, 0, LENGTH);
    }

    /** By hand. */
    @Benchmark
    public int segment() {
        long even = 0;
        long odd = 0;
        for (long at = 0; at <= LENGTH - 2 * Long.BYTES; at += 2 * Long.BYTES) {
            long one = segment.get(JAVA_LONG_UNALIGNED, at);
            long two = segment.get(JAVA_LONG_UNALIGNED, at + Long.BYTES);
            even += (one & LOW) + (two & LOW);
            odd += (one >>> Integer.SIZE) + (two >>> Integer.SIZE);
        }
        return finish(even + odd, buffer.getInt(LENGTH - Integer.BYTES));
    }

    /** By hand. */
    @Benchmark
    public int buffer() {
        long even = 0;
        long odd = 0;
        for (int at = 0; at <= LENGTH - 2 * Long.BYTES; at += 2 * Long.BYTES) {
            long one = buffer.getLong(at);
            long two = buffer.getLong(at + Long.BYTES);
            even += (one & LOW) + (two & LOW);
            odd += (one >>> Integer.SIZE) + (two >>> Integer.SIZE);
        }
        return finish(even + odd, buffer.getInt(LENGTH - Integer.BYTES));
    }

    /** By hand. */
    @Benchmark
    public int agrona() {
        long even = 0;
        long odd = 0;
        for (int at = 0; at <= LENGTH - 2 * Long.BYTES; at += 2 * Long.BYTES) {
            long one = agrona.getLong(at);
            long two = agrona.getLong(at + Long.BYTES);
            even += (one & LOW) + (two & LOW);
            odd += (one >>> Integer.SIZE) + (two >>> Integer.SIZE);
        }
        return finish(even + odd, agrona.getInt(LENGTH - Integer.BYTES));
    }

    /** By hand. */
    @Benchmark
    public int c() {
        return Twins.checksum(segment, LENGTH);
    }

    /** 1,460 is 91 turns and 4 bytes. */
    private static int finish(long sums, int last) {
        long sum = sums + Integer.toUnsignedLong(last);
        while (sum >>> Short.SIZE != 0) {
            sum = (sum & 0xffff) + (sum >>> Short.SIZE);
        }
        return ~Short.toUnsignedInt(Short.reverseBytes((short) sum)) & 0xffff;
    }
}
