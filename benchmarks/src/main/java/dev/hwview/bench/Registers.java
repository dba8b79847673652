// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import static dev.hwview.bench.Memory.CONTROL;
import static dev.hwview.bench.Memory.SPEED;
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
 * Ours, as a driver does it: descriptors in static finals, the space in an instance field of the abstract type. The
 * field is not copied to a local before the loop, since a driver's methods don't either.
 */
@State(Scope.Thread)
public class Registers {
    private final RegisterSpace bar = RegisterSpace.over("memory", Memory.page(), BusGuard.NONE, Presence.ALWAYS);

    /** Adds up, as the C loop does; JMH takes the sum. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public int read() {
        int sum = 0;
        for (int i = 0; i < LOOP; i++) {
            sum += CONTROL.read(bar);
        }
        return sum;
    }

    /** Writes the counter, as the C loop does. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void write() {
        for (int i = 0; i < LOOP; i++) {
            CONTROL.write(bar, i);
        }
    }

    /** Masks the counter to the field's width, as the C loop does; the chain goes through memory on both sides. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void modify() {
        for (int i = 0; i < LOOP; i++) {
            SPEED.set(bar, i & SPEED_MAX);
        }
    }

    /** As {@link #read}. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public int readRelaxed() {
        int sum = 0;
        for (int i = 0; i < LOOP; i++) {
            sum += CONTROL.readRelaxed(bar);
        }
        return sum;
    }

    /** As {@link #write}. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void writeRelaxed() {
        for (int i = 0; i < LOOP; i++) {
            CONTROL.writeRelaxed(bar, i);
        }
    }
}
