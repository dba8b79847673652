// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static dev.hwview.bench.view.Slices.PART;
import static dev.hwview.bench.view.Slices.PARTS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** The work of {@link Slices} with one thing that is moved, where a side has such a thing. */
@OperationsPerInvocation(PARTS)
public class WindowMoves extends Sides {
    private final UnsafeBuffer moved = new UnsafeBuffer(0, 0);

    /** One window. */
    @Benchmark
    public int ours() {
        int sum = 0;
        for (int i = 0; i < PARTS; i++) {
            sum += window.at((long) i * PART, PART).getByte(PART - 1);
        }
        return sum;
    }

    /** A slice each. */
    @Benchmark
    public int segment() {
        int sum = 0;
        for (int i = 0; i < PARTS; i++) {
            sum += segment.asSlice((long) i * PART, PART).get(JAVA_BYTE, PART - 1);
        }
        return sum;
    }

    /** A slice each: position and limit would hold an absolute index against the limit alone. */
    @Benchmark
    public int buffer() {
        int sum = 0;
        for (int i = 0; i < PARTS; i++) {
            sum += buffer.slice(i * PART, PART).get(PART - 1);
        }
        return sum;
    }

    /** One wrapper. */
    @Benchmark
    public int agrona() {
        int sum = 0;
        for (int i = 0; i < PARTS; i++) {
            moved.wrap(agrona, i * PART, PART);
            sum += moved.getByte(PART - 1);
        }
        return sum;
    }

    /** A pointer and a length, handed to a function that is not inlined. */
    @Benchmark
    public int c() {
        return Twins.slices(segment, PARTS, PART);
    }
}
