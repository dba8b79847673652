// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import static dev.hwview.bench.Twins.LOOP;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A call of an empty C function: what each access would cost if it were one, as on CPUs other than x86-64. */
@State(Scope.Thread)
public class Downcalls {
    /** An ordinary downcall: the thread changes its state to native and back. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void ordinary() {
        for (int i = 0; i < LOOP; i++) {
            Twins.nothing();
        }
    }

    /** A critical one stays in the Java state, and must not block. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void critical() {
        for (int i = 0; i < LOOP; i++) {
            Twins.nothingCritical();
        }
    }

    /** The loop of twin_calls: C calls the same function. */
    @Benchmark
    @OperationsPerInvocation(LOOP)
    public void fromC() {
        Twins.calls(LOOP);
    }
}
