// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static dev.hwview.view.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A view is released, or its memory freed, while other threads use it: a right value or a typed exception. */
@Timeout(60)
class ReleaseRaceTest {
    private static final int ROUNDS = 400;
    private static final int THREADS = 4;
    private static final int ITEMS = 64;
    private static final int ACCESSES = 2000;
    private static final int FACTOR = 0x01010101;

    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        threads = Executors.newFixedThreadPool(THREADS);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    }

    /** Begins all at once, and waits for all. What they throw is thrown here. */
    private static void race(List<Callable<?>> racers) throws Exception {
        CyclicBarrier start = new CyclicBarrier(racers.size());
        List<Future<?>> running = new ArrayList<>();
        for (Callable<?> racer : racers) {
            running.add(threads.submit(() -> {
                start.await(10, TimeUnit.SECONDS);
                return racer.call();
            }));
        }
        for (Future<?> future : running) {
            future.get(30, TimeUnit.SECONDS);
        }
    }

    private static void fill(MemorySegment memory) {
        MemoryView view = MemoryView.of(memory).cast("i");
        for (int i = 0; i < ITEMS; i++) {
            view.setInt(i, i * FACTOR);
        }
    }

    /** Reads and slices until it is refused, which may be for these causes alone. */
    private static Void look(MemoryView view, Set<Why> allowed) {
        try {
            for (int i = 0; i < ACCESSES; i++) {
                int index = i % ITEMS;
                assertEquals(index * FACTOR, view.getInt(index));
                assertEquals((long) index * FACTOR, view.get(index));
                try (MemoryView part = view.slice(index, index + 1); MemoryView bytes = part.cast("B")) {
                    assertEquals(index * FACTOR, part.getInt(0));
                    assertEquals(String.format("%02x", index).repeat(4), bytes.hex());
                }
                view.setInt(index, index * FACTOR);
            }
        } catch (ViewException e) {
            assertTrue(allowed.contains(e.why()), e::toString);
        }
        return null;
    }

    @Test
    void aReleaseBesideReadersAndSlicers() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            MemorySegment memory = MemorySegment.ofArray(new int[ITEMS]);
            fill(memory);
            Exporter exporter = Exporter.of(memory);
            MemoryView bytes = exporter.view();
            MemoryView view = bytes.cast("i");
            Set<Why> allowed = EnumSet.of(Why.RELEASED);
            race(List.of(() -> look(view, allowed), () -> look(view, allowed), () -> look(view, allowed), () -> {
                view.release();
                return null;
            }));
            assertEquals(1, exporter.unreleased(), "all parts were released by those who made them");
            assertRefused(Why.RELEASED, () -> view.getInt(0));
            assertEquals(0, bytes.getByte(0));
        }
    }

    @Test
    void releasesOfOneViewCountOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Exporter exporter = Exporter.of(MemorySegment.ofArray(new int[ITEMS]));
            MemoryView kept = exporter.view();
            MemoryView view = exporter.view();
            Callable<?> release = () -> {
                view.release();
                assertTrue(view.isReleased());
                return null;
            };
            race(List.of(release, release, release, release));
            assertEquals(1, exporter.unreleased());
            kept.release();
            assertEquals(0, exporter.unreleased());
        }
    }

    @Test
    void aViewIsReleasedOrLentButNeverBoth() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Exporter exporter = Exporter.of(MemorySegment.ofArray(new int[ITEMS]));
            MemoryView view = exporter.view();
            List<Export> exports = new ArrayList<>();
            AtomicInteger refused = new AtomicInteger();
            Callable<?> borrow = () -> {
                try {
                    Export export = view.export(Request.FULL);
                    synchronized (exports) {
                        exports.add(export);
                    }
                } catch (ReleasedViewException e) {
                    refused.incrementAndGet();
                }
                return null;
            };
            race(List.of(borrow, borrow, borrow, () -> {
                try {
                    view.release();
                } catch (ExportException e) {
                    assertEquals(Why.EXPORTED, e.why());
                }
                return null;
            }));
            assertEquals(THREADS - 1, exports.size() + refused.get());
            assertEquals(view.isReleased(), exports.isEmpty());
            assertEquals(view.isReleased() ? 0 : 1, exporter.unreleased());
            Callable<?> giveBack = () -> {
                exports.forEach(Export::close);
                return null;
            };
            race(List.of(giveBack, giveBack));
            view.release();
            assertEquals(0, exporter.unreleased());
        }
    }

    @Test
    void theOwnerFreesMemoryOnlyWhenNobodyLooksAtIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Arena arena = Arena.ofShared();
            MemorySegment memory = arena.allocate(ITEMS * Integer.BYTES);
            fill(memory);
            Exporter exporter = Exporter.of(memory);
            MemoryView bytes = exporter.view();
            MemoryView view = bytes.cast("i");
            bytes.release();
            Set<Why> allowed = EnumSet.of(Why.RELEASED);
            race(List.of(() -> look(view, allowed), () -> look(view, allowed), () -> {
                view.release();
                return null;
            }, () -> {
                try {
                    exporter.whileUnused(() -> assertEquals(0, exporter.unreleased()));
                } catch (ExportException e) {
                    assertEquals(Why.IN_USE, e.why());
                }
                return null;
            }));
            exporter.whileUnused(arena::close);
            assertRefused(Why.CLOSED, () -> exporter.view().getByte(0));
        }
    }

    @Test
    void anArenaIsClosedUnderItsReaders() throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            Arena arena = Arena.ofShared();
            MemorySegment memory = arena.allocate(ITEMS * Integer.BYTES);
            fill(memory);
            MemoryView view = MemoryView.of(memory).cast("i");
            Set<Why> allowed = EnumSet.of(Why.CLOSED);
            race(List.of(() -> look(view, allowed), () -> look(view, allowed), () -> look(view, allowed), () -> {
                arena.close();
                return null;
            }));
            assertRefused(Why.CLOSED, () -> view.getInt(0));
            view.release();
            assertRefused(Why.RELEASED, () -> view.getInt(0));
        }
    }
}
