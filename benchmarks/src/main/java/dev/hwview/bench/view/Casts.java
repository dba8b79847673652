// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.hwview.view.MemoryView;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Takes the bytes for ints 1,000 times, and reads one of them each time. */
@OperationsPerInvocation(Casts.TIMES)
public class Casts extends Sides {
    static final int TIMES = 1000;

    /** Each cast is a view that is counted and released. */
    @Benchmark
    public int ours() {
        int sum = 0;
        for (int i = 0; i < TIMES; i++) {
            try (MemoryView cast = view.cast("i")) {
                sum += cast.getInt(i);
            }
        }
        return sum;
    }

    /** Has a layout with each access, and no need to cast. */
    @Benchmark
    public int segment() {
        int sum = 0;
        for (int i = 0; i < TIMES; i++) {
            sum += segment.getAtIndex(JAVA_INT, i);
        }
        return sum;
    }

    /** An IntBuffer each time. */
    @Benchmark
    public int buffer() {
        int sum = 0;
        for (int i = 0; i < TIMES; i++) {
            sum += buffer.asIntBuffer().get(i);
        }
        return sum;
    }

    /** Has a method for each type, and no need to cast. */
    @Benchmark
    public int agrona() {
        int sum = 0;
        for (int i = 0; i < TIMES; i++) {
            sum += agrona.getInt(i * Integer.BYTES);
        }
        return sum;
    }

    /** A cast of C costs nothing. */
    @Benchmark
    public int c() {
        return Twins.read(segment, TIMES);
    }
}
