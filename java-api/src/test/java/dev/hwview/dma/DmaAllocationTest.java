// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static dev.hwview.dma.FakeDevice.BIT;
import static dev.hwview.dma.FakeDevice.SIZE;
import static dev.hwview.dma.FakeDevice.WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.management.ThreadMXBean;
import dev.hwview.register.BusGuard;
import dev.hwview.register.Presence;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done for each packet allocates nothing: many times, and not one byte of this thread's. */
class DmaAllocationTest {
    private static final int TIMES = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Register32 TAIL = Register32.at("TAIL", 0x18);
    private static final int BATCH = 5;

    private final DmaSpace space = new DmaSpace("sim:test", new FakeIommu(), 0x0FFF_FFFF);
    private long sink;

    @AfterEach
    void closeSpace() {
        space.close();
    }

    /** The best of some rounds: what the JVM itself allocates when it replaces code under way comes once. */
    private static void assertAllocatesNothing(Runnable deed) {
        repeat(deed);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5 && least > 0; round++) {
            long before = allocated();
            repeat(deed);
            least = Math.min(least, allocated() - before);
        }
        assertEquals(0, least, "bytes in " + TIMES + " times");
    }

    private static void repeat(Runnable deed) {
        for (int i = 0; i < TIMES; i++) {
            deed.run();
        }
    }

    @Test
    void takingAndGiving() {
        DmaPool pool = DmaPool.on(space).count(64).headroom(64).build();
        PacketBuffer[] batch = new PacketBuffer[80];
        assertAllocatesNothing(() -> {
            PacketBuffer one = pool.take();
            sink += one.length(60).window().getInt(4) + one.dataIova();
            one.close();
            int taken = pool.take(batch, 0, batch.length);
            assertNull(pool.take());
            pool.give(batch, 0, taken);
        });
    }

    /** What another thread does is measured there. The first rounds pay for the linking of what is called. */
    @Test
    void givingFromAnotherThread() throws InterruptedException {
        DmaPool pool = DmaPool.on(space).count(64).build();
        PacketBuffer[] batch = new PacketBuffer[64];
        long[] given = {Long.MAX_VALUE};
        long taken = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = allocated();
            assertEquals(64, pool.take(batch, 0, 64));
            taken = Math.min(taken, allocated() - before);
            Thread giver = new Thread(() -> {
                long begin = allocated();
                pool.give(batch, 0, 32);
                pool.give(batch, 32, 32);
                given[0] = Math.min(given[0], allocated() - begin);
            });
            giver.start();
            giver.join(10_000);
            assertEquals(64, pool.available());
        }
        assertEquals(0, given[0]);
        assertEquals(0, taken);
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().threadId());
    }

    @Test
    void aBatchThroughARing() {
        DmaPool pool = DmaPool.on(space).count(64).build();
        try (Arena arena = Arena.ofShared();
                DescriptorRing ring = DescriptorRing.of(space, "rx", 24, SIZE, Ownership.doneBit(WORD, BIT))) {
            MemorySegment registers = arena.allocate(4096, 4096);
            RegisterSpace bar = RegisterSpace.over("sim:test", registers, BusGuard.NONE, Presence.ALWAYS);
            assertAllocatesNothing(() -> {
                for (int i = 0; i < BATCH; i++) {
                    int slot = ring.claim();
                    PacketBuffer buffer = pool.take();
                    ring.setLong(slot, 0, buffer.dataIova());
                    ring.setLong(slot, 8, 0);
                    ring.attach(slot, buffer);
                }
                ring.publish(bar, TAIL);
                int slot = ring.oldest();
                for (int i = 0; i < BATCH; i++) {
                    ring.setInt(slot, WORD, BIT); // as the device does
                    slot = ring.next(slot);
                }
                int done = ring.pollTo(24);
                slot = ring.oldest();
                for (int i = 0; i < done; i++) {
                    PacketBuffer buffer = ring.detach(slot).length(64);
                    sink += ring.getShort(slot, 8) + buffer.window().getLong(0) + buffer.offset();
                    buffer.close();
                    slot = ring.next(slot);
                }
                ring.consume(done);
                sink += ring.poll() + ring.free() + ring.pending();
            });
        }
    }
}
