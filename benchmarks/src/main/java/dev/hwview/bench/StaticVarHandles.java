// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import static dev.hwview.bench.Memory.OFFSET;
import static dev.hwview.bench.Memory.SPEED_LSB;
import static dev.hwview.bench.Memory.SPEED_MAX;
import static dev.hwview.bench.Twins.LOOP;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The raw VarHandle with the segment in a static final, which the JIT compiler folds into the code: the least that a
 * Java access can cost, and out of reach for a driver that serves more than one device. Otherwise like
 * {@link VarHandles}.
 */
@State(Scope.Thread)
public class StaticVarHandles {
    private static final VarHandle INT = JAVA_INT.varHandle();

    private static final MemorySegment MEMORY = Memory.page();

    /** Adds up, as all sides do. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public int read() {
        int sum = 0;
        for (int i = 0; i < LOOP; i++) {
            sum += (int) INT.getOpaque(MEMORY, OFFSET);
        }
        return sum;
    }

    /** Writes the counter, as all sides do. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void write() {
        for (int i = 0; i < LOOP; i++) {
            INT.setOpaque(MEMORY, OFFSET, i);
        }
    }

    /** Masks and ors, as all sides do. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void modify() {
        for (int i = 0; i < LOOP; i++) {
            int value = (int) INT.getOpaque(MEMORY, OFFSET);
            INT.setOpaque(MEMORY, OFFSET, value & ~(SPEED_MAX << SPEED_LSB) | (i & SPEED_MAX) << SPEED_LSB);
        }
    }
}
