// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static dev.hwview.view.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    @Test
    void aClosedArenaIsAnException() {
        MemoryView view;
        Exporter exporter;
        try (Arena arena = Arena.ofConfined()) {
            exporter = Exporter.of(arena.allocate(8));
            view = exporter.view().cast("i");
        }
        assertRefused(Why.CLOSED, () -> view.getInt(0));
        assertRefused(Why.CLOSED, () -> view.setInt(0, 1));
        assertRefused(Why.CLOSED, () -> view.set(0, 1));
        assertRefused(Why.CLOSED, view::toBytes);
        assertRefused(Why.CLOSED, view::toList);
        assertRefused(Why.CLOSED, () -> view.ints().nextInt());
        assertRefused(Why.CLOSED, () -> view.contentEquals(view));
        assertRefused(Why.CLOSED, () -> view.set(Slice.all(), view));
        view.release();
        assertRefused(Why.RELEASED, () -> view.getInt(0));
    }

    @Test
    void anIteratorEndsWithItsViewAndItsItems() {
        for (String format : List.of("i", "I", "q", "d")) {
            MemoryView view = MemoryView.of(new byte[64]).cast(format, 2, 64 / Format.python(format).itemSize() / 2)
                    .transpose();
            PrimitiveIterator<?, ?> items = format.equals("d") ? view.doubles() : view.longs();
            for (long i = view.nbytes() / view.itemsize(); i > 0; i--) {
                assertTrue(items.hasNext());
                items.next();
            }
            assertFalse(items.hasNext());
            assertThrows(NoSuchElementException.class, items::next);
            PrimitiveIterator<?, ?> others = format.equals("d") ? view.doubles() : view.longs();
            others.next();
            view.release();
            assertRefused(Why.RELEASED, others::next);
        }
    }

    @Test
    void theOwnerFreesWhatNobodyLooksAt() {
        Arena arena = Arena.ofConfined();
        Exporter exporter = Exporter.of(arena.allocate(8));
        try (MemoryView view = exporter.view(); MemoryView part = view.slice(0, 4)) {
            assertEquals(2, exporter.unreleased());
            view.release();
            assertEquals(0, part.getByte(3)); // lives on its own
            assertRefused(Why.IN_USE, () -> exporter.whileUnused(arena::close));
            assertTrue(arena.scope().isAlive());
        }
        exporter.whileUnused(arena::close);
        assertFalse(arena.scope().isAlive());
    }

    @Test
    void lentMemoryKeepsItsView() {
        MemoryView view = MemoryView.of(new byte[4]);
        Export export = view.export(Request.SIMPLE);
        assertRefused(Why.EXPORTED, view::close);
        export.close();
        export.close();
        try (Export again = view.export(Request.FULL)) {
            assertEquals(4, again.segment().byteSize());
            assertRefused(Why.EXPORTED, view::release); // closing twice gave back once
        }
        view.release();
        view.release();
        assertTrue(view.isReleased());
        assertEquals(0, view.exporter().unreleased());
    }

    @Test
    void aReleasedViewAnswersNothing() {
        MemoryView view = MemoryView.of(new byte[4]);
        MemoryView other = view.view();
        view.release();
        assertRefused(Why.RELEASED, view::shape);
        assertRefused(Why.RELEASED, view::format);
        assertRefused(Why.RELEASED, () -> view.transpose());
        assertRefused(Why.RELEASED, () -> view.slice(Key.at(0)));
        assertRefused(Why.RELEASED, () -> view.toBytes("X"));
        assertRefused(Why.RELEASED, () -> view.hex("too long"));
        assertRefused(Why.RELEASED, () -> view.assign(other));
        assertRefused(Why.RELEASED, () -> other.assign(view));
        assertTrue(view.contentEquals(view));
        assertFalse(other.contentEquals(view));
        assertTrue(view.toString().startsWith("released"));
    }

    @Test
    void threadsThatRaceForTheReleaseCountOnce() throws InterruptedException {
        Exporter exporter = Exporter.of(MemorySegment.ofArray(new byte[8]));
        AtomicReference<Throwable> trouble = new AtomicReference<>();
        for (int round = 0; round < 200; round++) {
            MemoryView view = exporter.view();
            CyclicBarrier start = new CyclicBarrier(4);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        start.await();
                        view.slice(0, 2).release();
                        view.release();
                    } catch (ReleasedViewException e) {
                        // another thread was first
                    } catch (Exception e) {
                        trouble.set(e);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(0, exporter.unreleased());
        }
        assertEquals(null, trouble.get());
    }

    @Test
    void theHashIsThatOfTheBytes() {
        MemorySegment constant = MemorySegment.ofArray(new byte[] {1, 2, -3, 4}).asReadOnly();
        MemoryView view = MemoryView.of(constant);
        assertEquals(java.util.Arrays.hashCode(new byte[] {1, 2, -3, 4}), view.contentHash());
        assertEquals(java.util.Arrays.hashCode(new byte[] {4, 2}), view.slice(Slice.all().by(-2)).contentHash());
        view.release();
        assertEquals(java.util.Arrays.hashCode(new byte[] {1, 2, -3, 4}), view.contentHash());
    }
}
