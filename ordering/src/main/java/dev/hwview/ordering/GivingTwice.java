// SPDX-License-Identifier: Apache-2.0
package dev.hwview.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.hwview.dma.PacketBuffer;
import dev.hwview.fault.OwnershipException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads give the same buffer: one of them is told off, and the buffer is there once. */
@JCStressTest
@Outcome(id = {"1, 0, 1", "0, 1, 1"}, expect = ACCEPTABLE, desc = "one of them")
@Outcome(expect = FORBIDDEN, desc = "both, or neither")
@State
public class GivingTwice {
    private static final Pools POOLS = new Pools();

    private final Pools.Two pool = POOLS.take();
    private final PacketBuffer buffer = pool.first();

    /** For jcstress. */
    public GivingTwice() {}

    /**
     * Gives it.
     *
     * @param r gets whether that was accepted
     */
    @Actor
    public void one(III_Result r) {
        r.r1 = give();
    }

    /**
     * Gives it as well.
     *
     * @param r gets whether that was accepted
     */
    @Actor
    public void other(III_Result r) {
        r.r2 = give();
    }

    /**
     * Takes what there is.
     *
     * @param r gets how many
     */
    @Arbiter
    public void all(III_Result r) {
        pool.bind();
        while (pool.next() != null) {
            r.r3++;
        }
    }

    private int give() {
        try {
            buffer.close();
            return 1;
        } catch (OwnershipException e) {
            return 0;
        }
    }
}
