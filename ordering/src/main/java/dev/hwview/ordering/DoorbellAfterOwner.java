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

/** A device that sees the doorbell is the owner, and so of both descriptors that were published at once. */
@JCStressTest
@Outcome(id = "0, .*", expect = ACCEPTABLE, desc = "no doorbell yet")
@Outcome(id = "2, 1, 60", expect = ACCEPTABLE, desc = "all of it")
@Outcome(expect = FORBIDDEN, desc = "a doorbell for what is not the device's")
@State
public class DoorbellAfterOwner {
    private static final Stand.Row STANDS = new Stand.Row(shared -> Ownership.ownerBit(Stand.WORD, Stand.BIT));

    private final Stand stand = STANDS.take();

    /** For jcstress. */
    public DoorbellAfterOwner() {}

    /** Fills two descriptors, and hands them over. */
    @Actor
    public void driver() {
        stand.ring.setInt(stand.ring.claim(), Stand.LENGTH, 60);
        stand.ring.setInt(stand.ring.claim(), Stand.LENGTH, 61);
        stand.publish();
    }

    /**
     * Looks at the doorbell, whose the descriptor is, and what it says.
     *
     * @param r gets the doorbell, the bit and the length
     */
    @Actor
    public void device(III_Result r) {
        r.r1 = stand.doorbell();
        r.r2 = stand.word();
        r.r3 = stand.length();
    }
}
