// SPDX-License-Identifier: Apache-2.0
package dev.hwview.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.hwview.dma.PacketBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads give a buffer each: both are there afterwards, as they were given. */
@JCStressTest
@Outcome(id = "2, 7, 7", expect = ACCEPTABLE, desc = "both are there, and what was written before they were given")
@Outcome(expect = FORBIDDEN, desc = "a buffer is lost, doubled, or behind its time")
@State
public class GivingFromTwoThreads {
    private static final Pools POOLS = new Pools();

    private final Pools.Two pool = POOLS.take();
    private final PacketBuffer first = pool.first();
    private final PacketBuffer second = pool.second();

    /** For jcstress. */
    public GivingFromTwoThreads() {}

    /** Writes to one and gives it. */
    @Actor
    public void one() {
        first.window().setInt(0, 7);
        first.close();
    }

    /** Writes to the other one and gives it. */
    @Actor
    public void other() {
        second.window().setInt(0, 7);
        second.close();
    }

    /**
     * Takes what there is.
     *
     * @param r gets how many, and what was written to them
     */
    @Arbiter
    public void all(III_Result r) {
        pool.bind();
        for (PacketBuffer b = pool.next(); b != null; b = pool.next()) {
            r.r1++;
        }
        r.r2 = first.length(4).window().getInt(0);
        r.r3 = second.length(4).window().getInt(0);
    }
}
