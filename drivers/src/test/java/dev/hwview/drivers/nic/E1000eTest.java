// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.drivers.nic.Card.MAC;
import static dev.hwview.drivers.nic.Card.SOON;
import static dev.hwview.drivers.nic.Card.frame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaPool;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.FieldValueException;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.packet.MacAddress;
import dev.hwview.sim.BusAccess;
import dev.hwview.sim.Transaction;
import dev.hwview.sim.net.Cable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class E1000eTest {
    @Test
    void theAddressIsTheOneOfTheCard() {
        try (Card card = Card.open()) {
            assertEquals("02:00:00:00:00:01", MacAddress.text(card.nic.mac()));
        }
    }

    @Test
    void itIsSetUpInTheOrderOfTheDatasheet() {
        try (Card card = Card.open()) {
            List<BusAccess> writes = card.simulation.trace().accesses().stream()
                    .filter(access -> access.kind() == Transaction.Kind.WRITE).toList();
            int interruptsOff = next(writes, 0, 0xd8, 0);
            int reset = next(writes, interruptsOff, 0x0, 1 << 26);
            int interruptsOffAgain = next(writes, reset, 0xd8, 0);
            int rings = next(writes, interruptsOffAgain, 0x2800, 0);
            int receiverOn = next(writes, rings, 0x100, 1 << 1);
            int buffers = next(writes, receiverOn, 0x2818, 0);
            int transmitRings = next(writes, buffers, 0x3800, 0);
            next(writes, transmitRings, 0x400, 1 << 1);
            assertEquals(255, writes.get(buffers).value());
        }
    }

    /** The next write to a register that has some bits in it. */
    private static int next(List<BusAccess> writes, int from, long offset, long bits) {
        for (int i = from; i < writes.size(); i++) {
            if (writes.get(i).offset() == offset && (writes.get(i).value() & bits) == bits) {
                return i;
            }
        }
        throw new AssertionError("no write to 0x" + Long.toHexString(offset) + " from " + from + " on in " + writes);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61, 63, 64, 65, 127, 576, 1500, 1514, 1518})
    void framesComeAsTheyWereSent(int length) {
        try (Card card = Card.open()) {
            card.cable.inject(frame(length, length));
            assertArrayEquals(frame(length, length), card.receive(1).get(0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61, 64, 1500, 1514, 1518})
    void framesGoAsTheyAre(int length) {
        try (Card card = Card.open()) {
            card.transmit(frame(length, 3));
            assertArrayEquals(frame(length, 3), card.sent(1).get(0));
        }
    }

    @Test
    void shortFramesArePaddedByTheCard() {
        try (Card card = Card.open()) {
            byte[] shortest = frame(TxQueue.MIN_LENGTH, 1);
            card.transmit(shortest);
            byte[] padded = new byte[60];
            System.arraycopy(shortest, 0, padded, 0, shortest.length);
            assertArrayEquals(padded, card.sent(1).get(0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 256})
    void manyLapsKeepOrder(int ringSize) {
        try (Card card = Card.open(how -> how.ringSize(ringSize))) {
            card.cable.echo();
            int number = 0;
            for (int round = 0; round < 200; round++) {
                int some = 1 + round % 7;
                for (int i = 0; i < some; i++) {
                    card.transmit(frame(60 + (number + i) % 1000, number + i));
                }
                for (byte[] back : card.receive(some)) {
                    assertArrayEquals(frame(60 + number % 1000, number), back);
                    number++;
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(InterruptMode.class)
    void whoWaitsIsWoken(InterruptMode mode) throws Exception {
        try (Card card = Card.open(how -> how.interrupts(mode))) {
            PacketBuffer[] batch = new PacketBuffer[4];
            for (int i = 0; i < 20; i++) {
                int number = i;
                Thread sender = Thread.ofPlatform().start(() -> {
                    Card.await(() -> card.nic.statistics().sleeps() > number);
                    card.cable.inject(frame(100, number));
                });
                assertEquals(1, card.nic.rx(0).receiveOrWait(batch, batch.length, SOON));
                assertArrayEquals(frame(100, i), Card.bytes(batch[0]));
                batch[0].close();
                sender.join();
            }
            assertEquals(20, card.nic.statistics().receivedPackets());
        }
    }

    @Test
    void whoWaitsWithoutInterruptsGetsPacketsToo() throws Exception {
        try (Card card = Card.open(E1000eBuilder::polled)) {
            PacketBuffer[] batch = new PacketBuffer[1];
            assertEquals(0, card.nic.rx(0).receiveOrWait(batch, 1, Duration.ofMillis(5)));
            card.cable.inject(frame(100, 1));
            assertEquals(1, card.nic.rx(0).receiveOrWait(batch, 1, SOON));
            batch[0].close();
        }
    }

    @Test
    void nothingComesInTimeWhereNothingComes() throws Exception {
        try (Card card = Card.open()) {
            assertEquals(0, card.nic.rx(0).receiveOrWait(new PacketBuffer[1], 1, Duration.ofMillis(30)));
            assertEquals(0, card.nic.rx(0).receiveOrWait(new PacketBuffer[1], 1, Duration.ZERO));
        }
    }

    @Test
    void framesToOthersAreLeftAlone() {
        long other = 0x02_00_00_00_00_02L;
        long group = 0x01_00_5e_00_00_fbL;
        try (Card card = Card.open()) {
            card.cable.inject(frame(other, 60, 1));
            card.cable.inject(frame(group, 60, 2));
            card.cable.inject(frame(MacAddress.BROADCAST, 60, 3));
            assertArrayEquals(frame(MacAddress.BROADCAST, 60, 3), card.receive(1).get(0));

            card.nic.addAddress(other);
            card.nic.addAddress(group);
            card.cable.inject(frame(other, 60, 4));
            card.cable.inject(frame(group, 60, 5));
            assertArrayEquals(frame(other, 60, 4), card.receive(1).get(0));
            assertArrayEquals(frame(group, 60, 5), card.receive(1).get(0));

            card.nic.removeAddress(other);
            card.nic.removeAddress(group);
            card.cable.inject(frame(other, 60, 6));
            card.cable.inject(frame(group, 60, 7));
            card.nic.promiscuous(true);
            card.cable.inject(frame(other, 60, 8));
            assertArrayEquals(frame(other, 60, 8), card.receive(1).get(0));

            card.nic.restart(); // and all of that is remembered
            card.nic.awaitLink(SOON);
            card.cable.inject(frame(other, 60, 9));
            assertArrayEquals(frame(other, 60, 9), card.receive(1).get(0));
        }
    }

    @Test
    void addressesAreLimited() {
        try (Card card = Card.open()) {
            for (int i = 0; i < 15; i++) {
                card.nic.addAddress(0x02_00_00_00_01_00L + i);
            }
            card.nic.addAddress(MAC); // it has that one already
            assertEquals("sim:e1000e takes 15 more addresses beside its own, not 02:00:00:00:02:00 too",
                    assertThrows(ResourceException.class, () -> card.nic.addAddress(0x02_00_00_00_02_00L))
                            .getMessage());
        }
    }

    @Test
    void statisticsAreOfCardAndDriver() {
        try (Card card = Card.open()) {
            for (int i = 0; i < 10; i++) {
                card.transmit(frame(100, i));
            }
            card.sent(10);
            card.cable.inject(frame(200, 1));
            card.cable.inject(frame(MacAddress.BROADCAST, 60, 2));
            card.receive(2);
            for (int i = 0; i < 2; i++) { // what the card forgets when it is read, the driver remembers
                NicStatistics all = card.nic.statistics();
                assertEquals(10, all.transmittedPackets());
                assertEquals(1000, all.transmittedBytes());
                assertEquals(10, all.goodPacketsTransmitted());
                assertEquals(1040, all.goodBytesTransmitted());
                assertEquals(2, all.receivedPackets());
                assertEquals(260, all.receivedBytes());
                assertEquals(2, all.goodPacketsReceived());
                assertEquals(268, all.goodBytesReceived());
                assertEquals(1, all.broadcastsReceived());
                assertEquals(0, all.restarts() + all.malformedPackets() + all.missedPackets());
            }
        }
    }

    @Test
    void anEmptyPoolHoldsPacketsBack() {
        try (Device device = Device.open("sim:e1000e");
                DmaPool pool = DmaPool.on(device.dma()).count(16).size(2048).build()) {
            E1000e nic = E1000e.on(device).ringSize(8).pool(0, pool).open();
            nic.promiscuous(true);
            nic.awaitLink(SOON);
            PacketBuffer[] kept = new PacketBuffer[9]; // with the ring's seven that is all
            for (int i = 0; i < kept.length; i++) {
                Cable.of(device).inject(frame(60, i));
                PacketBuffer[] one = new PacketBuffer[1];
                Card.await(() -> nic.rx(0).receive(one, 1) == 1);
                kept[i] = one[0];
            }
            Cable.of(device).inject(frame(60, 9));
            PacketBuffer[] one = new PacketBuffer[1];
            Card.await(() -> nic.rx(0).receive(one, 1) == 0 && nic.statistics().poolExhausted() > 0);
            kept[0].close();
            assertEquals(1, nic.rx(0).receive(one, 1)); // now there is room, and nothing was lost
            assertArrayEquals(frame(60, 9), Card.bytes(one[0]));
            one[0].close();
            for (int i = 1; i < kept.length; i++) {
                kept[i].close();
            }
            nic.close();
            assertEquals(16, pool.available());
        }
    }

    @Test
    void headroomIsLeft() {
        try (Card card = Card.open(how -> how.headroom(64))) {
            card.cable.inject(frame(300, 1));
            PacketBuffer[] one = new PacketBuffer[1];
            Card.await(() -> card.nic.rx(0).receive(one, 1) == 1);
            assertEquals(64, one[0].offset());
            assertArrayEquals(frame(300, 1), Card.bytes(one[0]));
            one[0].place(60, 304); // room for one more header
            assertEquals(1, card.nic.tx(0).transmit(one, 0, 1));
            assertEquals(304, card.sent(1).get(0).length);
        }
    }

    @Test
    void theLinkIsWhatItIs() {
        try (Card card = Card.open()) {
            assertTrue(card.nic.isLinkUp());
            card.cable.link(false);
            assertFalse(card.nic.isLinkUp());
            assertEquals(Health.LINK_DOWN, card.nic.service());
            card.cable.link(true);
            card.nic.awaitLink(SOON);
            assertEquals(Health.RUNNING, card.nic.service());
        }
    }

    @Test
    void aDriverCanBeOpenedAgain() {
        try (Device device = Device.open("sim:e1000e,mac=02:00:00:00:00:01")) {
            for (int i = 0; i < 10; i++) {
                try (E1000e nic = E1000e.open(device)) {
                    nic.awaitLink(SOON);
                    Cable.of(device).inject(frame(99, i));
                    assertArrayEquals(frame(99, i), Card.receive(nic.rx(0), 1).get(0));
                }
                assertEquals(List.of(), device.dma().buffers());
            }
        }
    }

    @Test
    void misuseIsSaid() {
        try (Device edu = Device.open("sim:edu")) {
            assertEquals("sim:edu is no 82574L: it is 1234:11e8 rev 10",
                    assertThrows(UnknownDeviceException.class, () -> E1000e.open(edu)).getMessage());
        }
        try (Device device = Device.open("sim:e1000e")) {
            E1000eBuilder how = E1000e.on(device);
            for (int wrong : new int[] {-1, 0, 3}) {
                assertThrows(FieldValueException.class, () -> how.queues(wrong));
            }
            for (int wrong : new int[] {-8, 0, 4, 12, 4104}) {
                assertThrows(FieldValueException.class, () -> how.ringSize(wrong));
            }
            assertThrows(FieldValueException.class, () -> how.headroom(257));
            try (DmaPool small = DmaPool.on(device.dma()).count(8).size(1024).build()) {
                assertThrows(FieldValueException.class, () -> E1000e.on(device).pool(0, small).open());
            }
        }
    }

    @Test
    void packetsOfWrongLengthAreRefused() {
        try (Card card = Card.open()) {
            for (int wrong : new int[] {0, TxQueue.MIN_LENGTH - 1, TxQueue.MAX_LENGTH + 1}) {
                PacketBuffer good = card.packet(frame(60, 1));
                PacketBuffer bad = card.packet(frame(60, 2));
                bad.place(0, wrong);
                long before = card.nic.tx(0).accepted();
                assertThrows(FieldValueException.class,
                        () -> card.nic.tx(0).transmit(new PacketBuffer[] {good, bad}, 0, 2));
                assertEquals(before + 1, card.nic.tx(0).accepted()); // the good one has gone
                assertArrayEquals(frame(60, 1), card.sent(1).get(0));
                bad.close();
            }
        }
    }

    @Test
    void aClosedDriverSaysSo() {
        try (Card card = Card.open()) {
            card.nic.close();
            assertThrows(ClosedException.class, card.nic::service);
            assertThrows(ClosedException.class, card.nic::restart);
            assertThrows(ClosedException.class, () -> card.nic.rx(0).receive(new PacketBuffer[1], 1));
            assertThrows(ClosedException.class, () -> card.nic.tx(0).reclaim());
        }
    }
}
