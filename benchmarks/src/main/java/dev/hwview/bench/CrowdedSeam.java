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
 * {@link Registers} in a process that has more implementations of RegisterSpace than the mapped one. HotSpot inlines up
 * to two receivers that it has seen at a call site; a third makes it a call by the vtable.
 */
public abstract class CrowdedSeam {
    private final RegisterSpace bar;

    CrowdedSeam(int used) {
        RegisterSpace[] others = {Other.counter(), Other.latch()};
        for (int i = 0; i < used; i++) {
            Other.use(others[i]);
        }
        bar = RegisterSpace.over("memory", Memory.page(), BusGuard.NONE, Presence.ALWAYS);
    }

    /** As {@link Registers#read}. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public int read() {
        int sum = 0;
        for (int i = 0; i < LOOP; i++) {
            sum += CONTROL.read(bar);
        }
        return sum;
    }

    /** As {@link Registers#modify}. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void modify() {
        for (int i = 0; i < LOOP; i++) {
            SPEED.set(bar, i & SPEED_MAX);
        }
    }

    /** Another implementation is loaded, as in a test run, and this call site never saw it. */
    @State(Scope.Thread)
    public static class Loaded extends CrowdedSeam {
        /** For JMH. */
        public Loaded() {
            super(0);
        }
    }

    /** The call site saw two. */
    @State(Scope.Thread)
    public static class Two extends CrowdedSeam {
        /** For JMH. */
        public Two() {
            super(1);
        }
    }

    /** The call site saw three. */
    @State(Scope.Thread)
    public static class Three extends CrowdedSeam {
        /** For JMH. */
        public Three() {
            super(2);
        }
    }
}
