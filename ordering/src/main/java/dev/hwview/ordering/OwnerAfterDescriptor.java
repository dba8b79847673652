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

/** A device that sees the bit that makes it the owner sees the descriptor and the buffer. */
@JCStressTest
@Outcome(id = "0, .*", expect = ACCEPTABLE, desc = "not the owner yet")
@Outcome(id = "1, 60, 5", expect = ACCEPTABLE, desc = "all of it")
@Outcome(expect = FORBIDDEN, desc = "the owner of what is not there")
@State
public class OwnerAfterDescriptor {
    private static final Stand.Row STANDS = new Stand.Row(shared -> Ownership.ownerBit(Stand.WORD, Stand.BIT));

    private final Stand stand = STANDS.take();

    /** For jcstress. */
    public OwnerAfterDescriptor() {}

    /** Fills a descriptor and its buffer, and hands them over. */
    @Actor
    public void driver() {
        stand.putIntoBuffer(5);
        stand.ring.setInt(stand.ring.claim(), Stand.LENGTH, 60);
        stand.publish();
    }

    /**
     * Looks whose the descriptor is, and what it says.
     *
     * @param r gets the bit, the length and the packet
     */
    @Actor
    public void device(III_Result r) {
        r.r1 = stand.word();
        r.r2 = stand.length();
        r.r3 = stand.inBuffer();
    }
}
