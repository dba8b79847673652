// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static dev.hwview.bench.view.Sides.INTS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Adds up 10,000 ints by their offset. */
@OperationsPerInvocation(INTS)
public class WindowReads extends Sides {
    /** A window, with offsets in bytes. */
    @Benchmark
    public int ours() {
        int sum = 0;
        for (int i = 0; i < INTS; i++) {
            sum += window.getInt((long) i * Integer.BYTES);
        }
        return sum;
    }

    /** By index, too. */
    @Benchmark
    public int segment() {
        int sum = 0;
        for (int i = 0; i < INTS; i++) {
            sum += segment.getAtIndex(JAVA_INT, i);
        }
        return sum;
    }

    /** By offset. */
    @Benchmark
    public int buffer() {
        int sum = 0;
        for (int i = 0; i < INTS; i++) {
            sum += buffer.getInt(i * Integer.BYTES);
        }
        return sum;
    }

    /** By offset. */
    @Benchmark
    public int agrona() {
        int sum = 0;
        for (int i = 0; i < INTS; i++) {
            sum += agrona.getInt(i * Integer.BYTES);
        }
        return sum;
    }

    /** By index. */
    @Benchmark
    public int c() {
        return Twins.read(segment, INTS);
    }
}
