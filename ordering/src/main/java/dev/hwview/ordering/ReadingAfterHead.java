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

/** Behind an index in memory is what the device wrote before it. */
@JCStressTest
@Outcome(id = "0, .*", expect = ACCEPTABLE, desc = "not done yet")
@Outcome(id = "1, 60, 5", expect = ACCEPTABLE, desc = "all of it")
@Outcome(expect = FORBIDDEN, desc = "done, but not there")
@State
public class ReadingAfterHead {
    private static final Stand.Row STANDS = new Stand.Row(shared -> Ownership.head(shared, 0));

    private final Stand stand = STANDS.take();

    /** For jcstress. */
    public ReadingAfterHead() {
        stand.ring.claim();
        stand.publish();
    }

    /** Fills the buffer and the descriptor, and says that it is done. */
    @Actor
    public void device() {
        stand.inBuffer(5);
        stand.length(60);
        stand.index(1);
    }

    /**
     * Polls, and reads what the device wrote.
     *
     * @param r gets whether it is done, the length and the packet
     */
    @Actor
    public void driver(III_Result r) {
        r.r1 = stand.ring.poll() < 0 ? 0 : 1;
        r.r2 = stand.ring.getInt(0, Stand.LENGTH);
        r.r3 = stand.lookIntoBuffer();
    }
}
