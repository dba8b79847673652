// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.hwview.view.MemoryView;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Adds up a matrix of ints against the order of its memory, column by column. */
@OperationsPerInvocation(Columns.SIDE * Columns.SIDE)
public class Columns extends Sides {
    static final int SIDE = 256;

    private final MemoryView columns = view.cast("i", SIDE, SIDE).transpose();

    /** A transposed view, by its own iteration, which neither boxes nor allocates an item. */
    @Benchmark
    public int ours() {
        int sum = 0;
        for (var items = columns.ints(); items.hasNext();) {
            sum += items.nextInt();
        }
        return sum;
    }

    /** By computed indices. */
    @Benchmark
    public int segment() {
        int sum = 0;
        for (int column = 0; column < SIDE; column++) {
            for (int row = 0; row < SIDE; row++) {
                sum += segment.getAtIndex(JAVA_INT, row * SIDE + column);
            }
        }
        return sum;
    }

    /** By computed offsets. */
    @Benchmark
    public int buffer() {
        int sum = 0;
        for (int column = 0; column < SIDE; column++) {
            for (int row = 0; row < SIDE; row++) {
                sum += buffer.getInt((row * SIDE + column) * Integer.BYTES);
            }
        }
        return sum;
    }

    /** By computed offsets. */
    @Benchmark
    public int agrona() {
        int sum = 0;
        for (int column = 0; column < SIDE; column++) {
            for (int row = 0; row < SIDE; row++) {
                sum += agrona.getInt((row * SIDE + column) * Integer.BYTES);
            }
        }
        return sum;
    }

    /** Two loops. */
    @Benchmark
    public int c() {
        return Twins.columns(segment, SIDE);
    }
}
