// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static dev.hwview.dma.FakeDevice.BIT;
import static dev.hwview.dma.FakeDevice.DOORBELL;
import static dev.hwview.dma.FakeDevice.SIZE;
import static dev.hwview.dma.FakeDevice.WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.OwnershipException;
import dev.hwview.register.Register32;
import dev.hwview.view.Member;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Struct;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorRingTest {
    private static final Ownership DONE = Ownership.doneBit(WORD, BIT);
    private static final Struct RECORD = Struct.littleEndian().field("address", "Q").field("length", "H")
            .field("more", "H").field("status", "I").build();
    private static final Member ADDRESS = RECORD.member("address");

    private final FakeIommu iommu = new FakeIommu();
    private final DmaSpace space = new DmaSpace("sim:test", iommu, 0x0FFF_FFFF);
    private final FakeDevice device = new FakeDevice();

    @AfterEach
    void closeSpace() {
        space.close();
    }

    private DescriptorRing ring(Ownership how) {
        return DescriptorRing.of(space, "tx 0 of sim:test", 8, SIZE, how);
    }

    /** The memory of the ring that was made last, as the device sees it. */
    private DmaBuffer memory() {
        return space.buffers().getLast();
    }

    private void claim(DescriptorRing ring, int times) {
        for (int i = 0; i < times; i++) {
            ring.setInt(ring.claim(), WORD, 0);
        }
        ring.publish(device, DOORBELL);
    }

    @Test
    void aRingIsZeroedPagesOfTheDevices() {
        DescriptorRing ring = ring(DONE);
        assertEquals(List.of("map 0x1000 4096 BIDIRECTIONAL"), iommu.calls());
        assertEquals(0x1000, ring.iova());
        assertEquals(8, ring.size());
        assertEquals(SIZE, ring.descriptorSize());
        assertEquals("tx 0 of sim:test", ring.name());
        assertEquals(8 * SIZE, ring.records().length());
        assertEquals("tx 0 of sim:test: 8 descriptors of 16 bytes at 0x1000, 0 pending", ring.toString());
    }

    @Test
    void descriptorsMayBeRecords() {
        DescriptorRing ring = DescriptorRing.of(space, "rx", 16, RECORD, DONE);
        MemoryView records = ring.records();
        assertEquals(16, records.length());
        ring.setLong(5, 0, 0x1234_5678_9ABC_DEF0L);
        assertEquals(0x1234_5678_9ABC_DEF0L, ADDRESS.getLong(records, 5));
    }

    @Test
    void fieldsAreLittleEndianAndInTheirSlot() {
        DescriptorRing ring = ring(DONE);
        ring.setLong(1, 0, 0x0807_0605_0403_0201L);
        ring.setInt(1, 8, 0x0C0B_0A09);
        ring.setShort(1, 12, (short) 0x0E0D);
        ring.setByte(1, 14, (byte) 0x0F);
        MemoryView bytes = ring.records();
        for (int i = 0; i < 15; i++) {
            assertEquals(i + 1, bytes.getByte(SIZE + i));
        }
        assertEquals(0x0807_0605_0403_0201L, ring.getLong(1, 0));
        assertEquals(0x0C0B_0A09, ring.getInt(1, 8));
        assertEquals(0x0E0D, ring.getShort(1, 12));
        assertEquals(0x0F, ring.getByte(1, 14));
        assertEquals(0x0605_0403, ring.getInt(1, 2), "wherever they lie");
    }

    @Test
    void fieldsLieInsideOfADescriptor() {
        DescriptorRing ring = ring(DONE);
        for (int[] place : new int[][] {{-1, 0}, {8, 0}, {Integer.MIN_VALUE, 0}, {0, -1}, {0, 16},
            {0, Integer.MAX_VALUE}}) {
            assertThrows(OffsetException.class, () -> ring.getByte(place[0], place[1]));
            assertThrows(OffsetException.class, () -> ring.setByte(place[0], place[1], (byte) 0));
        }
        assertThrows(OffsetException.class, () -> ring.getShort(0, 15));
        assertThrows(OffsetException.class, () -> ring.setShort(0, 15, (short) 0));
        assertThrows(OffsetException.class, () -> ring.getInt(0, 13));
        assertThrows(OffsetException.class, () -> ring.setInt(0, 13, 0));
        assertThrows(OffsetException.class, () -> ring.setLong(0, 9, 0));
        assertEquals("offset 0x9 of tx 0 of sim:test (8 bytes) is outside the 16 bytes of slot 3",
                assertThrows(OffsetException.class, () -> ring.getLong(3, 9)).getMessage());
        assertEquals("offset 0x8 of tx 0 of sim:test is no slot: there are 8",
                assertThrows(OffsetException.class, () -> ring.getInt(8, 0)).getMessage());
    }

    @Test
    void oneSlotStaysEmpty() {
        DescriptorRing ring = ring(DONE);
        assertEquals(7, ring.free());
        for (int slot = 0; slot < 7; slot++) {
            assertEquals(slot, ring.claim());
        }
        assertEquals(0, ring.free());
        assertEquals(7, ring.pending());
        assertEquals(-1, ring.claim());
        ring.publish(device, DOORBELL);
        assertEquals(List.of(7), device.rings);
    }

    @Test
    void oneDoorbellForAllThatWasClaimed() {
        DescriptorRing ring = ring(DONE);
        ring.publish(device, DOORBELL);
        assertEquals(List.of(), device.rings, "nothing to say");
        claim(ring, 3);
        ring.publish(device, DOORBELL);
        claim(ring, 1);
        assertEquals(List.of(3, 4), device.rings);
    }

    @Test
    void aDoorbellThatFailsIsRungAgain() {
        DescriptorRing ring = ring(DONE);
        ring.claim();
        assertThrows(OffsetException.class, () -> ring.publish(device, Register32.at("NONE", 0x100)));
        assertEquals(-1, ring.poll(), "nothing was handed over");
        ring.publish(device, DOORBELL);
        assertEquals(List.of(1), device.rings);
    }

    @Test
    void slotsComeBackInTheirOrder() {
        DescriptorRing ring = ring(DONE);
        claim(ring, 3);
        assertEquals(-1, ring.poll());
        FakeDevice.word(memory(), 1, BIT);
        assertEquals(-1, ring.poll(), "the first is not done");
        FakeDevice.word(memory(), 0, 0xFFFF_FFFE | BIT);
        assertEquals(0, ring.poll());
        assertEquals(0, ring.poll(), "until it is consumed");
        ring.consume();
        assertEquals(1, ring.poll());
        ring.consume();
        assertEquals(-1, ring.poll());
        assertEquals(1, ring.pending());
        assertEquals(6, ring.free());
    }

    @Test
    void aBitThatNobodyHandedOverCountsForNothing() {
        DescriptorRing ring = ring(DONE);
        FakeDevice.word(memory(), 0, BIT);
        assertEquals(-1, ring.poll());
        ring.claim();
        assertEquals(-1, ring.poll(), "claimed is not published");
    }

    @Test
    void manyLapsInAllSizesOfBatches() {
        DescriptorRing ring = DescriptorRing.of(space, "rx", 24, SIZE, DONE); // no power of two
        int filled = 0;
        int consumed = 0;
        for (int round = 0; round < 2000; round++) {
            int batch = round % 24;
            for (int i = 0; i < batch && ring.free() > 0; i++) {
                int slot = ring.claim();
                assertEquals(filled++ % 24, slot);
                ring.setLong(slot, 0, filled);
                ring.setInt(slot, WORD, 0);
            }
            ring.publish(device, DOORBELL);
            int work = Math.min(filled - consumed, round * 7 % 25);
            for (int i = 0; i < work; i++) {
                FakeDevice.word(memory(), (consumed + i) % 24, BIT);
            }
            assertEquals(work, ring.pollTo(Integer.MAX_VALUE));
            int slot = ring.oldest();
            for (int i = 0; i < work; i++) {
                assertEquals(++consumed, ring.getLong(slot, 0));
                slot = ring.next(slot);
            }
            ring.consume(work);
            assertEquals(filled - consumed, ring.pending());
            assertEquals(23 - filled + consumed, ring.free());
        }
        assertTrue(consumed > 2000, "some went through");
        assertEquals(filled % 24, device.rings.getLast());
    }

    @Test
    void aPollForManyStopsWhereItIsTold() {
        DescriptorRing ring = ring(DONE);
        claim(ring, 5);
        for (int slot = 0; slot < 5; slot++) {
            FakeDevice.word(memory(), slot, BIT);
        }
        assertEquals(0, ring.pollTo(0));
        assertEquals(0, ring.pollTo(-1));
        assertEquals(3, ring.pollTo(3));
        assertEquals(2, ring.pollTo(2), "more are known");
        ring.consume(3);
        assertEquals(3, ring.oldest());
        assertEquals(2, ring.pollTo(100));
    }

    @Test
    void theLastOfSeveralStandsForAll() {
        DescriptorRing ring = ring(DONE);
        claim(ring, 6);
        assertFalse(ring.pollAll(4));
        FakeDevice.word(memory(), 3, BIT);
        assertEquals(-1, ring.poll(), "no word of the first one");
        assertTrue(ring.pollAll(4));
        assertEquals(0, ring.poll());
        ring.consume(4);
        assertFalse(ring.pollAll(3), "so many are not pending");
        assertEquals(4, ring.oldest());
    }

    @Test
    void whatWasNotPolledIsNotConsumed() {
        DescriptorRing ring = ring(DONE);
        assertThrows(OwnershipException.class, ring::consume);
        claim(ring, 2);
        FakeDevice.word(memory(), 0, BIT);
        FakeDevice.word(memory(), 1, BIT);
        assertEquals("tx 0 of sim:test can't consume 1 slots from 0 on: none of them was found by a poll",
                assertThrows(OwnershipException.class, ring::consume).getMessage());
        ring.poll();
        assertThrows(OwnershipException.class, () -> ring.consume(2));
        assertThrows(OwnershipException.class, () -> ring.consume(-1));
        ring.consume();
        assertThrows(OwnershipException.class, ring::consume);
    }

    @Test
    void theOwnersBitIsSetByPublishing() {
        DescriptorRing ring = ring(Ownership.ownerBit(WORD, 0x8000_0000));
        ring.setInt(ring.claim(), WORD, 0x40);
        ring.setInt(ring.claim(), WORD, 0x41);
        assertEquals(0x40, FakeDevice.word(memory(), 0), "not yet");
        ring.publish(device, DOORBELL);
        assertEquals(0x8000_0040, FakeDevice.word(memory(), 0));
        assertEquals(0x8000_0041, FakeDevice.word(memory(), 1));
        assertEquals(0, FakeDevice.word(memory(), 2));
        assertEquals(-1, ring.poll());
        FakeDevice.word(memory(), 0, 0x77);
        assertEquals(0, ring.poll());
        assertEquals(1, ring.pollTo(8));
        ring.consume();
        assertEquals(-1, ring.poll());
    }

    @Test
    void aPhaseIsInvertedEachLap() {
        DescriptorRing ring = ring(Ownership.phaseBit(WORD, BIT));
        assertEquals(0, ring.free());
        assertEquals(8, ring.pending());
        assertThrows(OwnershipException.class, ring::claim);
        int written = 0;
        int read = 0;
        for (int round = 0; round < 500; round++) {
            int batch = round % 8; // at most 7, since one slot is empty
            for (int i = 0; i < batch; i++, written++) {
                FakeDevice.word(memory(), written % 8, written << 1 | (written / 8 % 2 == 0 ? 1 : 0));
            }
            assertEquals(batch, ring.pollTo(8));
            for (int i = 0; i < batch; i++, read++) {
                int slot = ring.poll();
                assertEquals(read % 8, slot);
                assertEquals(read, ring.getInt(slot, WORD) >>> 1);
                ring.consume();
            }
            assertEquals(-1, ring.poll());
            ring.publish(device, DOORBELL);
            if (batch > 0) {
                assertEquals(read % 8, device.rings.getLast());
            }
        }
    }

    @Test
    void whatIsNotHandedBackIsNotTakenForNew() {
        DescriptorRing ring = ring(Ownership.phaseBit(WORD, BIT));
        for (int i = 0; i < 8; i++) { // one more than a device may
            FakeDevice.word(memory(), i, BIT);
        }
        assertEquals(7, ring.pollTo(8));
        ring.consume(7);
        assertEquals(-1, ring.poll());
        ring.publish(device, DOORBELL);
        assertEquals(7, ring.poll());
    }

    @Test
    void theDevicesIndexMayBeInMemory() {
        DmaBuffer index = space.allocate(64);
        DescriptorRing ring = ring(Ownership.head(index, 8));
        claim(ring, 5);
        assertEquals(-1, ring.poll());
        index.view().cast("i").set(2, 3);
        assertEquals(0, ring.poll());
        assertEquals(3, ring.pollTo(7));
        ring.consume(3);
        assertEquals(-1, ring.poll());
        assertFalse(ring.pollAll(2));
        index.view().cast("i").set(2, 5);
        assertTrue(ring.pollAll(2));
        ring.consume(2);
        claim(ring, 6);
        index.view().cast("i").set(2, 2);
        assertEquals(5, ring.pollTo(7), "over the end");
    }

    @Test
    void theDevicesIndexMayBeInARegister() {
        DescriptorRing ring = ring(Ownership.head(device, FakeDevice.HEAD));
        claim(ring, 5);
        assertEquals(-1, ring.poll());
        device.head = 2;
        assertEquals(2, ring.pollTo(8));
        ring.consume(2);
        assertEquals(-1, ring.poll());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 8, Integer.MAX_VALUE, 6, 7, 1})
    void anIndexThatCantBeIsTheDevicesFault(int index) {
        DescriptorRing ring = ring(Ownership.head(device, FakeDevice.HEAD));
        claim(ring, 5);
        device.head = 2;
        ring.pollTo(2);
        device.head = index;
        assertThrows(OwnershipException.class, () -> ring.pollTo(8));
    }

    @Test
    void aSlotHasTheBufferThatWasAttached() {
        DmaPool pool = DmaPool.on(space).count(4).build();
        DescriptorRing ring = ring(DONE);
        PacketBuffer buffer = pool.take();
        int slot = ring.claim();
        assertNull(ring.attached(slot));
        assertNull(ring.detach(slot));
        ring.attach(slot, buffer);
        assertSame(buffer, ring.attached(slot));
        assertThrows(OwnershipException.class, buffer::close, "the ring has it");
        assertTrue(pool.leaks().getFirst().attached());
        assertThrows(OwnershipException.class, () -> ring.attach(slot, pool.take()), "one a slot");
        assertThrows(OwnershipException.class, () -> ring.attach(ring.claim(), buffer), "one slot a buffer");
        assertSame(buffer, ring.detach(slot));
        buffer.close();
        assertThrows(OwnershipException.class, () -> ring.attach(slot, buffer), "it is in its pool");
        for (int none : new int[] {-1, 8}) {
            assertThrows(OffsetException.class, () -> ring.attached(none));
            assertThrows(OffsetException.class, () -> ring.detach(none));
            assertThrows(OffsetException.class, () -> ring.attach(none, pool.take()));
        }
    }

    @Test
    void theDeviceKeepsWhatItHas() {
        DmaPool pool = DmaPool.on(space).count(4).build();
        DescriptorRing ring = ring(DONE);
        ring.attach(ring.claim(), pool.take());
        ring.attach(ring.claim(), pool.take());
        ring.publish(device, DOORBELL);
        assertEquals("tx 0 of sim:test has handed slot 0 to its device",
                assertThrows(OwnershipException.class, () -> ring.detach(0)).getMessage());
        FakeDevice.word(memoryOf(ring), 0, BIT);
        ring.poll();
        ring.detach(0).close();
        assertThrows(OwnershipException.class, () -> ring.detach(1));
        assertThrows(OwnershipException.class, () -> ring.attach(1, pool.take()));
    }

    private DmaBuffer memoryOf(DescriptorRing ring) {
        return space.buffers().stream().filter(b -> b.iova() == ring.iova()).findFirst().orElseThrow();
    }

    @Test
    void aBufferThatTheDeviceDoesNotReachIsRefused() {
        DmaSpace other = new DmaSpace("sim:other", new FakeIommu(), 0xFFF_FFFF);
        DmaPool pool = DmaPool.on(other).count(4).build();
        DescriptorRing ring = ring(DONE);
        assertEquals("tx 0 of sim:test can't have a buffer of pool of sim:other: sim:test does not reach its memory",
                assertThrows(OwnershipException.class, () -> ring.attach(ring.claim(), pool.take())).getMessage());
        other.close();
    }

    @Test
    void aResetRingIsANewOne() {
        DmaPool pool = DmaPool.on(space).count(4).build();
        DescriptorRing ring = ring(DONE);
        claim(ring, 3);
        ring.attach(ring.claim(), pool.take());
        FakeDevice.word(memory(), 0, BIT);
        ring.poll();
        ring.reset();
        assertEquals(4, pool.available(), "the buffer is back");
        assertEquals(7, ring.free());
        assertEquals(0, FakeDevice.word(memory(), 0));
        assertEquals(-1, ring.poll());
        assertEquals(0, ring.claim());
    }

    @Test
    void aResetPhaseIsTheFirst() {
        DescriptorRing ring = ring(Ownership.phaseBit(WORD, BIT));
        for (int lap = 0; lap < 2; lap++) {
            for (int i = 0; i < 4; i++) {
                FakeDevice.word(memory(), (lap * 4 + i) % 8, BIT);
            }
            assertEquals(4, ring.pollTo(4));
            ring.consume(4);
            ring.publish(device, DOORBELL);
        }
        assertEquals(-1, ring.poll());
        ring.reset();
        assertEquals(-1, ring.poll());
        FakeDevice.word(memory(), 0, BIT);
        assertEquals(0, ring.poll());
    }

    @Test
    void nothingWorksOnAClosedRing() {
        DmaPool pool = DmaPool.on(space).count(4).build();
        for (Ownership how : List.of(DONE, Ownership.phaseBit(WORD, BIT), Ownership.ownerBit(WORD, BIT))) {
            DescriptorRing ring = ring(how);
            PacketBuffer buffer = pool.take();
            if (ring.free() > 0) {
                ring.attach(3, buffer);
            } else {
                buffer.close();
            }
            ring.close();
            ring.close();
            assertEquals(4, pool.available(), "the buffer is back");
            PacketBuffer other = pool.take();
            for (Runnable use : List.<Runnable>of(ring::claim, ring::poll, () -> ring.pollTo(3), () -> ring.pollAll(1),
                    () -> ring.publish(device, DOORBELL), ring::reset, ring::records, () -> ring.getInt(0, 0),
                    () -> ring.setByte(0, 0, (byte) 1), () -> ring.attach(0, other), () -> ring.detach(3))) {
                assertThrows(ClosedException.class, use::run);
            }
            other.close();
        }
        assertEquals(List.of(), device.rings);
    }

    @Test
    void aRingWhoseDeviceIsClosedSaysSo() {
        DescriptorRing ring = ring(DONE);
        claim(ring, 1);
        space.close();
        assertThrows(ClosedException.class, () -> ring.getInt(0, 0));
        assertThrows(ClosedException.class, ring::poll);
        assertThrows(ClosedException.class, () -> ring.pollAll(1));
        assertThrows(ClosedException.class, ring::reset);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -8, 0, 4, 9, 12})
    void countsAndSizesAreMultiplesOf8(int number) {
        assertThrows(IllegalArgumentException.class, () -> DescriptorRing.of(space, "rx", number, SIZE, DONE));
        assertThrows(IllegalArgumentException.class, () -> DescriptorRing.of(space, "rx", 8, number, DONE));
    }

    @Test
    void aBitIsOneOfADescriptor() {
        assertThrows(IllegalArgumentException.class, () -> Ownership.doneBit(12, 3));
        assertThrows(IllegalArgumentException.class, () -> Ownership.ownerBit(12, 0));
        assertThrows(IllegalArgumentException.class, () -> Ownership.phaseBit(10, 1));
        assertThrows(IllegalArgumentException.class, () -> Ownership.doneBit(-4, 1));
        assertThrows(IllegalArgumentException.class, () -> ring(Ownership.doneBit(16, 1)));
        assertThrows(IllegalArgumentException.class, () -> Ownership.head(space.allocate(64), 62));
        assertThrows(IllegalArgumentException.class, () -> Ownership.head(space.allocate(64), 64));
        assertThrows(IllegalArgumentException.class, () -> Ownership.head(space.allocate(64), -4));
    }
}
