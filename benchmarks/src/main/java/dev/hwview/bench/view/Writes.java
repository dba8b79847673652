// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static dev.hwview.bench.view.Sides.INTS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Writes 10,000 ints, each three times its index. */
@OperationsPerInvocation(INTS)
public class Writes extends Sides {
    /** A view of format {@code i}. */
    @Benchmark
    public int ours() {
        for (int i = 0; i < INTS; i++) {
            ints.setInt(i, 3 * i);
        }
        return last();
    }

    /** By index, too. */
    @Benchmark
    public int segment() {
        for (int i = 0; i < INTS; i++) {
            segment.setAtIndex(JAVA_INT, i, 3 * i);
        }
        return last();
    }

    /** By offset. */
    @Benchmark
    public int buffer() {
        for (int i = 0; i < INTS; i++) {
            buffer.putInt(i * Integer.BYTES, 3 * i);
        }
        return last();
    }

    /** By offset. */
    @Benchmark
    public int agrona() {
        for (int i = 0; i < INTS; i++) {
            agrona.putInt(i * Integer.BYTES, 3 * i);
        }
        return last();
    }

    /** By index. */
    @Benchmark
    public int c() {
        Twins.write(segment, INTS);
        return last();
    }

    private int last() {
        return segment.getAtIndex(JAVA_INT, INTS - 1);
    }
}
