// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import static dev.hwview.sim.net.BareCard.frame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.sim.SimulatedClock;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.junit.Simulated;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Simulated(value = "e1000e", nanosPerAccess = 0)
class CableChaosTest {
    @Test
    void aFlapEndsByItself(Device device, SimulatedClock clock) {
        BareCard card = new BareCard(device);
        Cable.of(device).flap(Duration.ofMillis(3));
        assertFalse(card.isLinkUp());
        clock.advance(Duration.ofNanos(2_999_999));
        assertFalse(card.isLinkUp());
        clock.advance(Duration.ofNanos(1));
        card.awaitLink();
    }

    @Test
    void stalledDmaGoesOnWhereItWas(Device device, SimulatedClock clock) {
        BareCard card = new BareCard(device).listen();
        Cable cable = Cable.of(device);
        cable.stall(Duration.ofMillis(1));
        cable.inject(frame(1, 100));
        int slot = card.post(frame(2, 100));
        clock.advance(Duration.ofNanos(999_999));
        assertEquals(Optional.empty(), card.poll());
        assertFalse(card.isSent(slot));
        clock.advance(Duration.ofNanos(50_000));
        assertArrayEquals(frame(1, 100), card.receive());
        assertTrue(card.isSent(slot));
        assertArrayEquals(frame(2, 100), cable.take().orElseThrow());
    }

    @Test
    void aHungTransmitterSendsNothing(Device device, SimulatedClock clock) {
        BareCard card = new BareCard(device).listen();
        Cable cable = Cable.of(device);
        cable.hang(true);
        int slot = card.post(frame(1, 100));
        clock.advance(Duration.ofSeconds(1));
        assertFalse(card.isSent(slot));
        cable.inject(frame(2, 100));
        assertArrayEquals(frame(2, 100), card.receive(), "the receiver lives");
        cable.hang(false);
        clock.advance(Duration.ofMillis(1));
        assertTrue(card.isSent(slot));
        assertArrayEquals(frame(1, 100), cable.take().orElseThrow());
    }

    @Test
    void aMangledWriteBackDoesNotSayThatItWasSent(Device device) {
        BareCard card = new BareCard(device);
        Cable cable = Cable.of(device);
        cable.mangle(1);
        int slot = card.post(frame(1, 100));
        assertFalse(card.isSent(slot));
        assertArrayEquals(frame(1, 100), cable.take().orElseThrow(), "though it was");
        card.send(frame(2, 100));
    }

    @Test
    void droppedInterruptsAreGone(Device device, Simulation simulation) throws Exception {
        BareCard card = new BareCard(device);
        try (Interrupt interrupt = device.interrupt(InterruptMode.INTX)) {
            interrupt.enable();
            int linkChange = 1 << 2;
            BareCard.ICR.read(card.bar);
            BareCard.IMS.write(card.bar, linkChange);
            Cable.of(device).dropInterrupts(1);
            BareCard.ICS.write(card.bar, linkChange);
            assertEquals(0, simulation.interrupts());
            assertEquals(linkChange, BareCard.ICR.read(card.bar) & linkChange);
            BareCard.ICS.write(card.bar, linkChange);
            assertEquals(1, simulation.interrupts());
        }
    }
}
