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

/**
 * One thread gives two buffers while another one takes: none is lost, none is there twice, and none is behind its time.
 */
@JCStressTest
@Outcome(id = "[012], 0, 2", expect = ACCEPTABLE, desc = "both are there, and what was written before they were given")
@Outcome(expect = FORBIDDEN, desc = "a buffer is lost, doubled, or behind its time")
@State
public class GivingWhileTaking {
    private static final Pools POOLS = new Pools();

    private final Pools.Two pool = POOLS.take();
    private final PacketBuffer first = pool.first();
    private final PacketBuffer second = pool.second();

    /** For jcstress. */
    public GivingWhileTaking() {}

    /** Writes to both and gives them. */
    @Actor
    public void giver() {
        first.window().setInt(0, 7);
        first.close();
        second.window().setInt(0, 7);
        second.close();
    }

    /**
     * Takes what there is.
     *
     * @param r gets how many, and how many of these are without what was written to them
     */
    @Actor
    public void taker(III_Result r) {
        r.r1 = take(r);
    }

    /**
     * Takes the rest.
     *
     * @param r gets how many there were in all
     */
    @Arbiter
    public void all(III_Result r) {
        r.r3 = r.r1 + take(r);
    }

    private int take(III_Result r) {
        pool.bind();
        int taken = 0;
        for (PacketBuffer b = pool.next(); b != null; b = pool.next()) {
            taken++;
            r.r2 += b.length(4).window().getInt(0) == 7 ? 0 : 1;
        }
        return taken;
    }
}
