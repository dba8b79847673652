// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.hwview.view.MemoryView;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Takes 1,000 parts of 64 bytes, one after the other, and reads the last byte of each. */
@OperationsPerInvocation(Slices.PARTS)
public class Slices extends Sides {
    static final int PARTS = 1000;
    static final int PART = 64;

    /** Each slice is counted and released. */
    @Benchmark
    public int ours() {
        int sum = 0;
        for (int i = 0; i < PARTS; i++) {
            try (MemoryView part = view.slice((long) i * PART, (long) (i + 1) * PART)) {
                sum += part.getByte(PART - 1);
            }
        }
        return sum;
    }

    /** Without a count: the arena alone keeps the memory. */
    @Benchmark
    public int segment() {
        int sum = 0;
        for (int i = 0; i < PARTS; i++) {
            sum += segment.asSlice((long) i * PART, PART).get(JAVA_BYTE, PART - 1);
        }
        return sum;
    }

    /** Without a count: the garbage collector keeps the memory. */
    @Benchmark
    public int buffer() {
        int sum = 0;
        for (int i = 0; i < PARTS; i++) {
            sum += buffer.slice(i * PART, PART).get(PART - 1);
        }
        return sum;
    }

    /** A new wrapper each. */
    @Benchmark
    public int agrona() {
        int sum = 0;
        for (int i = 0; i < PARTS; i++) {
            sum += new UnsafeBuffer(agrona, i * PART, PART).getByte(PART - 1);
        }
        return sum;
    }

    /** A pointer and a length, handed to a function that is not inlined. */
    @Benchmark
    public int c() {
        return Twins.slices(segment, PARTS, PART);
    }
}
