// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.OwnershipException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread takes and several give back: no buffer is lost, and none is in two hands. */
@Timeout(60)
class DmaPoolStressTest {
    private static final int GIVERS = 4;
    private static final int TAKES = 200_000;
    private static final int BUFFERS = 64;

    private static ExecutorService threads;

    private final DmaSpace space = new DmaSpace("sim:test", new FakeIommu(), 0x0FFF_FFFF);
    private final DmaPool pool = DmaPool.on(space).count(BUFFERS).size(64).build();

    @BeforeAll
    static void start() {
        threads = Executors.newFixedThreadPool(GIVERS);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    }

    @AfterEach
    void closeSpace() {
        space.close();
    }

    @Test
    void fourThreadsGiveBackWhatOneTakes() throws Exception {
        List<BlockingQueue<PacketBuffer>> queues = new ArrayList<>();
        List<Future<?>> givers = new ArrayList<>();
        for (int i = 0; i < GIVERS; i++) {
            BlockingQueue<PacketBuffer> queue = new ArrayBlockingQueue<>(BUFFERS);
            queues.add(queue);
            givers.add(threads.submit(() -> {
                while (true) {
                    PacketBuffer b = queue.poll(30, TimeUnit.SECONDS);
                    if (b.length() == 0) {
                        return null;
                    }
                    assertEquals(b.index(), b.view().getByte(0), "nobody else has written to it");
                    b.view().set(0, 255);
                    b.close();
                }
            }));
        }
        Random random = new Random(1);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        int most = 0;
        for (int taken = 0; taken < TAKES;) {
            PacketBuffer buffer = pool.take();
            if (buffer == null) {
                assertTrue(System.nanoTime() - deadline < 0, "the givers are gone");
                Thread.onSpinWait();
                continue;
            }
            taken++;
            most = Math.max(most, pool.available());
            buffer.length(8).view().set(0, buffer.index());
            if (random.nextInt(8) == 0) {
                buffer.close();
            } else {
                assertTrue(queues.get(random.nextInt(GIVERS)).offer(buffer, 30, TimeUnit.SECONDS));
            }
        }
        for (BlockingQueue<PacketBuffer> queue : queues) {
            PacketBuffer end;
            do {
                end = pool.take();
                assertTrue(System.nanoTime() - deadline < 0, "the givers are gone");
            } while (end == null);
            assertTrue(queue.offer(end, 30, TimeUnit.SECONDS)); // an empty packet is the last
        }
        for (Future<?> giver : givers) {
            giver.get(30, TimeUnit.SECONDS);
        }
        assertEquals(GIVERS, pool.leaks().size(), "those empty packets");
        assertEquals(BUFFERS - GIVERS, pool.take(new PacketBuffer[BUFFERS], 0, BUFFERS));
        assertTrue(most <= BUFFERS);
    }

    /** The same buffer by all at once: one gets it through, and it is in the pool once. */
    @Test
    void oneOfManyGivesABufferBack() throws Exception {
        for (int round = 0; round < 300; round++) {
            PacketBuffer buffer = pool.take();
            AtomicInteger accepted = new AtomicInteger();
            CyclicBarrier start = new CyclicBarrier(GIVERS);
            List<Future<?>> givers = new ArrayList<>();
            for (int i = 0; i < GIVERS; i++) {
                givers.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    try {
                        buffer.close();
                        accepted.incrementAndGet();
                    } catch (OwnershipException e) {
                        // Another was quicker.
                    }
                    return null;
                }));
            }
            for (Future<?> giver : givers) {
                giver.get(10, TimeUnit.SECONDS);
            }
            assertEquals(1, accepted.get());
            assertEquals(BUFFERS, pool.available());
        }
        PacketBuffer[] all = new PacketBuffer[BUFFERS + 1];
        assertEquals(BUFFERS, pool.take(all, 0, BUFFERS + 1));
        assertEquals(BUFFERS, Arrays.stream(all, 0, BUFFERS).distinct().count());
    }

    /**
     * The owner as well, which does not compare and set: then it is noticed when the lane is emptied, at the latest.
     */
    @Test
    void theOwnerAndAnotherThreadGiveTheSameBufferBack() throws Exception {
        for (int round = 0; round < 300; round++) {
            DmaPool small = DmaPool.on(space).count(2).size(64).build();
            PacketBuffer buffer = small.take();
            CyclicBarrier start = new CyclicBarrier(2);
            AtomicInteger refused = new AtomicInteger();
            Future<?> giver = threads.submit(() -> {
                start.await(10, TimeUnit.SECONDS);
                try {
                    buffer.close();
                } catch (OwnershipException e) {
                    refused.incrementAndGet();
                }
                return null;
            });
            start.await(10, TimeUnit.SECONDS);
            try {
                buffer.close();
            } catch (OwnershipException e) {
                refused.incrementAndGet();
            }
            giver.get(10, TimeUnit.SECONDS);
            PacketBuffer[] all = new PacketBuffer[3];
            int taken = 0;
            try {
                taken = small.take(all, 0, 3);
                assertEquals(2, taken);
            } catch (OwnershipException e) {
                refused.incrementAndGet();
            }
            assertEquals(1, refused.get(), "somebody is told");
        }
    }
}
