// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.sim.Simulation;
import dev.hwview.sim.net.Cable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both drivers do the same work, and the cards have nothing to say against either. */
class SideTest {
    @ParameterizedTest
    @CsvSource({"false, 1", "false, 32", "false, 256", "true, 1", "true, 32", "true, 256"})
    void everyPacketOfARoundIsForwarded(boolean c, int batch) {
        try (Side side = Side.open(c, batch, 1)) {
            long[] nanos = new long[TwoCards.ROUND];
            for (int round = 0; round < 20; round++) {
                assertEquals(TwoCards.ROUND, side.round());
                side.cards().receive();
                assertEquals(TwoCards.ROUND, side.forward(nanos));
                side.cards().send();
                for (int i = 0; i < TwoCards.ROUND / batch; i++) {
                    assertTrue(nanos[i] > 0);
                }
            }
            assertEquals(40 * TwoCards.ROUND, Cable.of(side.cards().to).counts().sent());
            checkFaults(side);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void twoQueuesShareThePackets(boolean c) throws Exception {
        try (Side side = Side.open(c, 32, 2); ExecutorService threads = Executors.newCachedThreadPool()) {
            long[] packets = new long[2];
            for (int i = 0; i < 50; i++) { // now by one thread, now by the other
                int queue = i % 2;
                packets[queue] += threads.submit(() -> side.loop(queue, 200_000)).get(10, TimeUnit.SECONDS);
                packets[queue] += side.loop(queue, 200_000);
            }
            assertTrue(packets[0] > 0 && packets[1] > 0, packets[0] + " and " + packets[1]);
            checkFaults(side);
        }
    }

    private static void checkFaults(Side side) {
        Simulation.of(side.cards().from).faults().assertNone();
        Simulation.of(side.cards().to).faults().assertNone();
    }
}
