// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static dev.hwview.dma.FakeDevice.BIT;
import static dev.hwview.dma.FakeDevice.DOORBELL;
import static dev.hwview.dma.FakeDevice.SIZE;
import static dev.hwview.dma.FakeDevice.WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.OwnershipException;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slots and buffers by the batch. */
class RingBatchTest {
    private final DmaSpace space = new DmaSpace("sim:test", new FakeIommu(), 0x0FFF_FFFF);
    private final FakeDevice device = new FakeDevice();
    private final DescriptorRing ring = DescriptorRing.of(space, "rx 0", 8, SIZE, Ownership.doneBit(WORD, BIT));
    private final DmaBuffer memory = space.buffers().getLast();
    private final DmaPool pool = DmaPool.on(space).name("pool").count(12).headroom(64).build();

    @AfterEach
    void close() {
        ring.close();
        assertEquals(12, pool.available(), "every buffer is back");
        space.close();
    }

    private void done(int from, int number) {
        for (int i = 0; i < number; i++) {
            FakeDevice.word(memory, (from + i) % 8, BIT);
        }
    }

    /** Fills the ring, and lets the device be done with some. */
    private void filled(int done) {
        ring.claim(pool, 8);
        for (int slot = 0; slot < 7; slot++) {
            ring.setLongs(slot, 0, ring.attached(slot).iova(), 0);
        }
        ring.publish(device, DOORBELL);
        done(0, done);
    }

    @Test
    void aRingIsFilledFromAPool() {
        assertEquals(0, ring.tail());
        assertEquals(3, ring.claim(pool, 3));
        assertEquals(3, ring.tail());
        assertEquals(4, ring.claim(pool, 100)); // one slot stays empty
        assertEquals(0, ring.claim(pool, 1));
        assertEquals(7, ring.tail());
        assertEquals(5, pool.available());
        for (int slot = 0; slot < 7; slot++) {
            assertEquals(slot, ring.attached(slot).index());
            assertEquals(64, ring.attached(slot).offset());
        }
        assertNull(ring.attached(7));
        ring.publish(device, DOORBELL);
        assertEquals(List.of(7), device.rings);
    }

    @Test
    void aPoolThatRunsOutFillsAsMuchAsItHas() {
        PacketBuffer[] out = new PacketBuffer[10];
        assertEquals(10, pool.take(out, 0, 10));
        assertEquals(2, ring.claim(pool, 7));
        assertEquals(0, ring.claim(pool, 7));
        assertEquals(2, pool.exhausted());
        pool.give(out, 0, 10);
    }

    @Test
    void theOldestBuffersComeOutInTheirOrder() {
        filled(5);
        PacketBuffer[] batch = new PacketBuffer[6];
        assertEquals(5, ring.pollTo(6));
        ring.consume(batch, 1, 2);
        assertEquals(2, ring.oldest());
        assertEquals(0, batch[1].index());
        assertEquals(1, batch[2].index());
        assertNull(batch[0]);
        ring.consume(batch, 3, 3);
        assertEquals(5, ring.oldest());
        assertThrows(OwnershipException.class, () -> ring.consume(batch, 0, 1)); // no poll found it
        pool.give(batch, 1, 5);
    }

    @Test
    void recycledBuffersAreThePoolsAgain() {
        filled(4);
        assertEquals(4, ring.pollTo(8));
        ring.recycle(3);
        assertEquals(8, pool.available());
        assertEquals(3, ring.oldest());
        assertThrows(OwnershipException.class, () -> ring.recycle(2));
        ring.recycle(0);
    }

    @Test
    void buffersAreRecycledFromAnotherThreadToo() throws InterruptedException {
        filled(4);
        Thread other = Thread.ofPlatform().start(() -> {
            ring.pollTo(4);
            ring.recycle(4);
        });
        other.join();
        assertEquals(9, pool.available());
    }

    @Test
    void batchesGoAroundTheEnd() {
        PacketBuffer[] batch = new PacketBuffer[5];
        for (int lap = 0; lap < 20; lap++) {
            int first = ring.tail();
            assertEquals(5, pool.take(batch, 0, 5));
            ring.claim(batch, 0, 5);
            assertEquals((first + 5) % 8, ring.tail());
            for (int i = 0, slot = first; i < 5; i++, slot = ring.next(slot)) {
                assertSame(batch[i], ring.attached(slot));
                ring.setLongs(slot, 0, 1000 + i, 0);
                assertEquals(1000 + i, FakeDevice.address(memory, slot));
            }
            ring.publish(device, DOORBELL);
            done(first, 5);
            assertEquals(5, ring.pollTo(5));
            ring.recycle(5);
        }
    }

    @Test
    void aBatchIsAttachedAsAWholeOrNotAtAll() {
        DmaPool foreign = DmaPool.on(new DmaSpace("sim:other", new FakeIommu(), 0x0FFF_FFFF)).count(1).build();
        PacketBuffer[] batch = {pool.take(), pool.take(), foreign.take()};
        assertThrows(OwnershipException.class, () -> ring.claim(batch, 0, 3));
        assertEquals(0, ring.tail());
        assertNull(ring.attached(0));
        PacketBuffer[] twice = {batch[0], batch[1], batch[0]};
        assertThrows(OwnershipException.class, () -> ring.claim(twice, 0, 3));
        assertEquals(7, ring.free());
        ring.claim(batch, 0, 2); // they are still to be had
        batch[2].close();
        foreign.close();
    }

    @Test
    void moreThanIsFreeIsRefused() {
        ring.claim(pool, 5);
        PacketBuffer[] batch = {pool.take(), pool.take(), pool.take()};
        assertEquals("rx 0 has 2 free slots, not 3",
                assertThrows(OwnershipException.class, () -> ring.claim(batch, 0, 3)).getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> ring.claim(batch, 2, 2));
        pool.give(batch, 0, 3);
    }

    @Test
    void twoWordsHaveToFit() {
        assertThrows(OffsetException.class, () -> ring.setLongs(0, 8, 1, 2));
        assertThrows(OffsetException.class, () -> ring.setLongs(8, 0, 1, 2));
    }

    @Test
    void aClosedRingTakesNothing() {
        ring.close();
        PacketBuffer[] batch = {pool.take()};
        assertThrows(ClosedException.class, () -> ring.claim(batch, 0, 1));
        assertThrows(ClosedException.class, () -> ring.claim(pool, 1));
        assertThrows(ClosedException.class, () -> ring.setLongs(0, 0, 1, 2));
        batch[0].close();
    }

    @Test
    void memoryThatADeviceReachesIsNotCollected() {
        WeakReference<DmaBuffer> forgotten = forgottenRing();
        for (int i = 0; i < 5; i++) {
            System.gc();
            assertNotNull(forgotten.get());
        }
    }

    /** Nobody has it, its space or its device after that. */
    private static WeakReference<DmaBuffer> forgottenRing() {
        DmaSpace other = new DmaSpace("sim:forgotten", new FakeIommu(), 0x0FFF_FFFF);
        DescriptorRing.of(other, "tx 0", 8, SIZE, Ownership.doneBit(WORD, BIT));
        return new WeakReference<>(other.buffers().getLast());
    }
}
