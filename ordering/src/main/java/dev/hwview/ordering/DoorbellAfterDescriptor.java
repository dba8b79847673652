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

/** A device that sees the doorbell sees the descriptor and the buffer. */
@JCStressTest
@Outcome(id = "0, .*", expect = ACCEPTABLE, desc = "no doorbell yet")
@Outcome(id = "1, 60, 5", expect = ACCEPTABLE, desc = "all of it")
@Outcome(expect = FORBIDDEN, desc = "a doorbell for what is not there")
@State
public class DoorbellAfterDescriptor {
    private static final Stand.Row STANDS = new Stand.Row(shared -> Ownership.doneBit(Stand.WORD, Stand.BIT));

    private final Stand stand = STANDS.take();

    /** For jcstress. */
    public DoorbellAfterDescriptor() {}

    /** Fills a descriptor and its buffer, and hands them over. */
    @Actor
    public void driver() {
        stand.putIntoBuffer(5);
        stand.ring.setInt(stand.ring.claim(), Stand.LENGTH, 60);
        stand.publish();
    }

    /**
     * Looks at the doorbell, and at what it is for.
     *
     * @param r gets the doorbell, the length and the packet
     */
    @Actor
    public void device(III_Result r) {
        r.r1 = stand.doorbell();
        r.r2 = stand.length();
        r.r3 = stand.inBuffer();
    }
}
