// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.drivers.nic.Card.SOON;
import static dev.hwview.drivers.nic.Card.frame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.dma.PacketBuffer;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.register.Presence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What goes wrong with a card, one thing at a time. */
class RecoveryTest {
    /** Serves until the driver has restarted the card. */
    private static void awaitRestart(Card card) {
        Card.await(() -> card.nic.service() == Health.RESTARTED);
        card.nic.awaitLink(SOON);
    }

    private static void checkItWorks(Card card) {
        card.transmit(frame(77, 7));
        assertArrayEquals(frame(77, 7), card.sent(1).get(0));
        card.cable.inject(frame(78, 8));
        assertArrayEquals(frame(78, 8), card.receive(1).get(0));
    }

    @Test
    void aTransmitterThatHangsIsRestarted() {
        try (Card card = Card.open()) {
            card.cable.hang(true);
            for (int i = 0; i < 5; i++) {
                card.transmit(frame(60, i));
            }
            awaitRestart(card);
            assertEquals(5, card.nic.statistics().abandonedPackets());
            assertEquals(1, card.nic.statistics().restarts());
            checkItWorks(card);
            assertEquals(Health.RUNNING, card.nic.service());
        }
    }

    @Test
    void aResetBySomebodyElseIsNoticed() {
        try (Card card = Card.open()) {
            card.device.reset();
            awaitRestart(card);
            checkItWorks(card);
        }
    }

    @Test
    void aLostReceiveWriteBackEndsInALostPacketAtMost() {
        try (Card card = Card.open()) {
            for (int i = 0; i < 40; i++) {
                card.cable.mangle(1);
                card.cable.inject(frame(60, i));
                Card.await(() -> card.nic.rx(0).receive(new PacketBuffer[1], 1) == 0
                        && card.nic.statistics().malformedPackets() + card.nic.statistics().restarts() > 0);
            }
            card.nic.awaitLink(SOON);
            checkItWorks(card);
        }
    }

    @Test
    void aLostTransmitWriteBackIsNoticed() {
        try (Card card = Card.open()) {
            card.cable.mangle(1);
            card.transmit(frame(60, 1));
            card.sent(1); // it went, and nobody told the driver
            awaitRestart(card);
            assertEquals(1, card.nic.statistics().abandonedPackets());
            checkItWorks(card);
        }
    }

    @Test
    void lostInterruptsCostTimeOnly() throws Exception {
        try (Card card = Card.open()) {
            card.cable.dropInterrupts(Long.MAX_VALUE);
            PacketBuffer[] one = new PacketBuffer[1];
            Thread sender = Thread.ofPlatform().start(() -> {
                Card.await(() -> card.nic.statistics().sleeps() > 0);
                card.cable.inject(frame(60, 1));
            });
            assertEquals(1, card.nic.rx(0).receiveOrWait(one, 1, SOON));
            one[0].close();
            sender.join();
            assertTrue(card.nic.statistics().missedInterrupts() > 0);
        }
    }

    @Test
    void aFlappingLinkLosesNothingThatWasHandedOver() {
        try (Card card = Card.open()) {
            card.cable.flap(Duration.ofMillis(50));
            for (int i = 0; i < 5; i++) {
                card.transmit(frame(60, i));
            }
            Card.await(() -> card.nic.service() == Health.RUNNING);
            assertEquals(0, card.nic.statistics().restarts());
            for (int i = 0; i < 5; i++) {
                assertArrayEquals(frame(60, i), card.sent(1).get(0));
            }
        }
    }

    @Test
    void stalledDmaIsWaitedFor() {
        try (Card card = Card.open()) {
            card.cable.stall(Duration.ofMillis(20));
            card.transmit(frame(60, 1));
            card.cable.inject(frame(60, 2));
            assertArrayEquals(frame(60, 1), card.sent(1).get(0));
            assertArrayEquals(frame(60, 2), card.receive(1).get(0));
        }
    }

    @Test
    void aCardThatIsGoneIsSaidToBe() {
        try (Card card = Card.open()) {
            card.transmit(frame(60, 1));
            card.simulation.presence(Presence.State.REMOVED);
            assertThrows(DeviceRemovedException.class, card.nic::service);
            assertThrows(DeviceRemovedException.class,
                    () -> card.nic.rx(0).receiveOrWait(new PacketBuffer[1], 1, SOON));
            card.nic.close(); // takes all buffers back
            assertEquals(0, card.device.dma().buffers().size());
        }
    }

    @Test
    void aCardThatIsGoneCanComeBack() {
        try (Card card = Card.open()) {
            card.simulation.presence(Presence.State.REMOVED);
            assertThrows(DeviceRemovedException.class, card.nic::restart);
            card.simulation.presence(Presence.State.PRESENT);
            awaitRestart(card);
            checkItWorks(card);
        }
    }
}
