// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import static dev.hwview.bench.Memory.OFFSET;
import static dev.hwview.bench.Memory.SPEED_LSB;
import static dev.hwview.bench.Memory.SPEED_MAX;
import static dev.hwview.bench.Twins.LOOP;

import dev.hwview.register.BusGuard;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The seam alone: the space by its abstract type, with no register and no field before it. {@link Inlined} is the same
 * work without the seam, {@link Registers} the same with registers and fields.
 */
@State(Scope.Thread)
public class Seam {
    private final RegisterSpace bar = RegisterSpace.over("memory", Memory.page(), BusGuard.NONE, Presence.ALWAYS);

    /** As {@link Inlined#read}. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public int read() {
        int sum = 0;
        for (int i = 0; i < LOOP; i++) {
            sum += bar.read32(OFFSET);
        }
        return sum;
    }

    /** As {@link Inlined#write}. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void write() {
        for (int i = 0; i < LOOP; i++) {
            bar.write32(OFFSET, i);
        }
    }

    /** As {@link Inlined#modify}. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void modify() {
        for (int i = 0; i < LOOP; i++) {
            int value = bar.read32(OFFSET);
            bar.write32(OFFSET, value & ~(SPEED_MAX << SPEED_LSB) | (i & SPEED_MAX) << SPEED_LSB);
        }
    }
}
