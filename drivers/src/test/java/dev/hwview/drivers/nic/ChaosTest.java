// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two cards on a bad wire, and everything that can go wrong with them, at random: {@link Chaos} is one run. A run is in
 * one thread and by the simulator's clock, so that a seed is all that is needed to see it again:
 * {@code -Dchaos.seed=17 -Dtest=ChaosTest#one}.
 */
class ChaosTest {
    private static final int SEEDS = 200;

    @Test
    void whateverHappensEveryPacketIsAccountedFor() {
        Set<Chaos.Event> happened = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            try (Chaos chaos = new Chaos(seed)) {
                chaos.run();
                happened.addAll(chaos.happened());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertEquals(Set.of(Chaos.Event.values()), happened);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 50, 199})
    void aSeedReplaysExactly(long seed) {
        String once;
        String again;
        try (Chaos chaos = new Chaos(seed)) {
            once = chaos.run();
        }
        try (Chaos chaos = new Chaos(seed)) {
            again = chaos.run();
        }
        assertEquals(once, again);
    }

    @Test
    void one() {
        try (Chaos chaos = new Chaos(Long.getLong("chaos.seed", 0))) {
            chaos.run();
        }
    }
}
