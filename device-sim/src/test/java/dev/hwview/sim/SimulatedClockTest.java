// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.junit.Simulated;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Simulated("edu,factorial-ns=1000")
class SimulatedClockTest {
    @Test
    void aSteppedClockStandsStill(Device device, SimulatedClock clock) {
        clock.stepped(Duration.ZERO);
        RegisterSpace bar = device.registers();
        EduBar.FACTORIAL.write(bar, 5);
        for (int i = 0; i < 1000; i++) {
            assertTrue(EduBar.COMPUTING.isSet(bar));
        }
        assertEquals(Duration.ZERO, clock.now());
    }

    @Test
    void whatBecomesDueHappensBeforeAdvanceReturns(Device device, SimulatedClock clock) {
        clock.stepped(Duration.ZERO);
        RegisterSpace bar = device.registers();
        EduBar.FACTORIAL.write(bar, 5);
        clock.advance(Duration.ofNanos(999));
        assertTrue(EduBar.COMPUTING.isSet(bar));
        clock.advance(Duration.ofNanos(1));
        assertFalse(EduBar.COMPUTING.isSet(bar));
        assertEquals(120, EduBar.FACTORIAL.read(bar));
        assertEquals(Duration.ofNanos(1000), clock.now());
    }

    @Test
    void eachAccessMovesASteppedClock(Device device, SimulatedClock clock) {
        clock.stepped(Duration.ofNanos(400));
        RegisterSpace bar = device.registers();
        EduBar.FACTORIAL.write(bar, 5);
        assertTrue(EduBar.COMPUTING.isSet(bar));
        assertTrue(EduBar.COMPUTING.isSet(bar));
        assertFalse(EduBar.COMPUTING.isSet(bar));
        assertEquals(Duration.ofNanos(1600), clock.now());
    }

    @Test
    void aRealClockRunsByItself(Device device, SimulatedClock clock) {
        Duration before = clock.now();
        EduBar.FACTORIAL.write(device.registers(), 5);
        EduBar.COMPUTING.awaitClear(device.registers(), Duration.ofSeconds(10));
        assertTrue(clock.now().compareTo(before.plusNanos(1000)) >= 0);
    }

    @Test
    void aRealClockCannotBeAdvanced(SimulatedClock clock) {
        assertThrows(IllegalStateException.class, () -> clock.advance(Duration.ofNanos(1)));
    }

    @Test
    void noClockRunsBackwards(SimulatedClock clock) {
        assertThrows(IllegalArgumentException.class, () -> clock.stepped(Duration.ofNanos(-1)));
        clock.stepped(Duration.ZERO);
        assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofNanos(-1)));
        assertEquals(Duration.ZERO, clock.now());
    }

    @Test
    void aTimerKeepsItsRemainingTimeWhenTheClockChanges(Device device, SimulatedClock clock) {
        clock.stepped(Duration.ZERO);
        EduBar.FACTORIAL.write(device.registers(), 5);
        clock.advance(Duration.ofNanos(600));
        clock.stepped(Duration.ZERO);
        assertEquals(Duration.ZERO, clock.now());
        clock.advance(Duration.ofNanos(399));
        assertTrue(EduBar.COMPUTING.isSet(device.registers()));
        clock.real();
        EduBar.COMPUTING.awaitClear(device.registers(), Duration.ofSeconds(10));
    }
}
