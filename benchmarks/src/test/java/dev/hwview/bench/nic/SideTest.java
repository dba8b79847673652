// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.sim.Simulation;
import dev.hwview.sim.net.Cable;
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
    void twoQueuesShareThePackets(boolean c) {
        try (Side side = Side.open(c, 32, 2)) {
            long first = 0;
            long second = 0;
            for (int i = 0; i < 50; i++) {
                first += side.loop(0, 200_000);
                second += side.loop(1, 200_000);
            }
            assertTrue(first > 0 && second > 0, first + " and " + second);
            checkFaults(side);
        }
    }

    private static void checkFaults(Side side) {
        Simulation.of(side.cards().from).faults().assertNone();
        Simulation.of(side.cards().to).faults().assertNone();
    }
}
