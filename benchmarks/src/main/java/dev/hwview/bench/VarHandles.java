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
 * The raw VarHandle that a driver without this library would use, with the segment in an instance field as in an object
 * that stands for a device. Opaque both ways: a loop of plain stores to one place would be one store. It is not
 * bus-exact; it is what a Java access costs at least.
 */
@State(Scope.Thread)
public class VarHandles {
    private static final VarHandle INT = JAVA_INT.varHandle();

    private final MemorySegment memory = Memory.page();

    /** Adds up, as all sides do. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public int read() {
        int sum = 0;
        for (int i = 0; i < LOOP; i++) {
            sum += (int) INT.getOpaque(memory, OFFSET);
        }
        return sum;
    }

    /** Writes the counter, as all sides do. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void write() {
        for (int i = 0; i < LOOP; i++) {
            INT.setOpaque(memory, OFFSET, i);
        }
    }

    /** Masks and ors, as all sides do. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void modify() {
        for (int i = 0; i < LOOP; i++) {
            int value = (int) INT.getOpaque(memory, OFFSET);
            INT.setOpaque(memory, OFFSET, value & ~(SPEED_MAX << SPEED_LSB) | (i & SPEED_MAX) << SPEED_LSB);
        }
    }
}
