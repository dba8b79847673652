// SPDX-License-Identifier: Apache-2.0
package dev.hwview.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.hwview.dma.Ownership;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** What the driver reads of a completion is what it was before the slot was the device's again. */
@JCStressTest
@Outcome(id = "60, 5, .*", expect = ACCEPTABLE, desc = "the old one")
@Outcome(expect = FORBIDDEN, desc = "the next one, or half of it")
@State
public class HandingBackAfterReading {
    private static final Stand.Row STANDS = new Stand.Row(shared -> Ownership.phaseBit(Stand.WORD, Stand.BIT));

    private final Stand stand = STANDS.take();

    /** For jcstress; a completion is there. */
    public HandingBackAfterReading() {
        stand.inBuffer(5);
        stand.length(60);
        stand.word(Stand.BIT);
        stand.ring.poll();
    }

    /**
     * Reads the completion and its buffer, and hands both back.
     *
     * @param r gets the length and the packet
     */
    @Actor
    public void driver(III_Result r) {
        r.r1 = stand.ring.getInt(0, Stand.LENGTH);
        r.r2 = stand.lookIntoBuffer();
        stand.ring.consume();
        stand.publish();
    }

    /**
     * Writes the next one there, if it may.
     *
     * @param r gets whether it might
     */
    @Actor
    public void device(III_Result r) {
        r.r3 = stand.doorbell();
        if (r.r3 == 1) {
            stand.length(61);
            stand.inBuffer(6);
        }
    }
}
