// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static dev.hwview.view.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final byte[] array = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private final MemoryView view = MemoryView.of(array);
    private final Window window = Window.over(view);

    @Test
    void itReadsBothOrdersWhereItStands() {
        window.at(2, 9);
        assertEquals(2, window.getByte(0));
        assertEquals(0x0302, window.getShort(0));
        assertEquals(0x0203, window.getShortBE(0));
        assertEquals(0x06050403, window.getInt(1));
        assertEquals(0x03040506, window.getIntBE(1));
        assertEquals(0x0a09080706050403L, window.getLong(1));
        assertEquals(0x030405060708090aL, window.getLongBE(1));
        assertEquals("0203", window.at(2, 2).view().hex());
    }

    @Test
    void itAddsUpWhereItStands() {
        byte[] bytes = new byte[1000];
        new Random(3).nextBytes(bytes);
        Window sums = Window.over(MemoryView.of(bytes)).at(1, 990);
        for (int count = 0; count <= 247; count++) {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += Integer.toUnsignedLong(sums.getInt(2 + 4 * i));
            }
            assertEquals(sum, sums.sumInts(2, count));
        }
        assertRefused(Why.INDEX, () -> sums.sumInts(3, 247));
        assertRefused(Why.INDEX, () -> sums.sumInts(-1, 1));
        assertRefused(Why.INDEX, () -> sums.sumInts(0, -1));
        assertRefused(Why.INDEX, () -> sums.sumInts(0, Long.MAX_VALUE));
        assertRefused(Why.INDEX, () -> sums.sumInts(0, 1L << 62));
        sums.close();
        assertRefused(Why.RELEASED, () -> sums.sumInts(0, 0));
    }

    @Test
    void itWritesThroughToTheMemory() {
        window.at(4, 8);
        window.setLongBE(0, 0x1122334455667788L);
        assertEquals("0001020311223344" + "55667788", view.hex());
        window.setLong(0, 0x1122334455667788L);
        window.setIntBE(0, 0xa1a2a3a4);
        window.setShortBE(4, (short) 0xb1b2);
        window.setInt(0, window.getIntBE(0));
        window.setShort(6, (short) 0x0102);
        window.setByte(7, (byte) 9);
        assertEquals("00010203" + "a4a3a2a1" + "b1b2" + "0209", view.hex());
    }

    @Test
    void itsEndsAreKept() {
        window.at(4, 4);
        assertRefused(Why.INDEX, () -> window.getInt(1));
        assertRefused(Why.INDEX, () -> window.getByte(-1));
        assertRefused(Why.INDEX, () -> window.getLong(Long.MAX_VALUE));
        assertRefused(Why.INDEX, () -> window.setShort(3, (short) 0));
        assertRefused(Why.INDEX, () -> window.getByte(Long.MIN_VALUE));
        assertRefused(Why.INDEX, () -> window.at(9, 4));
        assertRefused(Why.INDEX, () -> window.at(Long.MAX_VALUE, Long.MAX_VALUE));
        assertRefused(Why.INDEX, () -> window.at(0, -1));
        assertEquals("window of 4 bytes at 4", window.toString());
        assertEquals(0, window.at(12, 0).length());
        assertRefused(Why.INDEX, () -> window.getByte(0));
    }

    @Test
    void itHoldsTheViewUntilItIsClosed() {
        assertRefused(Why.EXPORTED, view::release);
        window.close();
        window.close();
        assertRefused(Why.RELEASED, () -> window.getInt(0));
        assertRefused(Why.RELEASED, () -> window.setInt(0, 0));
        assertRefused(Why.RELEASED, () -> window.at(0, 1));
        assertRefused(Why.RELEASED, window::view);
        view.release();
        assertTrue(view.isReleased());
    }

    @Test
    void aReadOnlyViewIsNotWritten() {
        Window readOnly = Window.over(view.toReadOnly());
        assertEquals(0x03020100, readOnly.getInt(0));
        assertRefused(Why.READONLY, () -> readOnly.setInt(0, 1));
        assertTrue(readOnly.asSegment().isReadOnly());
        assertRefused(Why.NOT_CONTIGUOUS, () -> Window.over(view.slice(0, 12, 2)));
    }

    @Test
    void oneWithinAnotherBorrowsNothing() {
        Window inner = new Window().within(window.at(4, 8), 2, 4);
        assertEquals(0x06070809, inner.getIntBE(0));
        assertRefused(Why.INDEX, () -> inner.getInt(1));
        assertRefused(Why.INDEX, () -> inner.within(window, 5, 4));
        assertRefused(Why.RELEASED, () -> new Window().getByte(0));
        assertRefused(Why.EXPORTED, () -> window.within(inner, 0, 1));
        window.close();
        view.release();
    }

    @Test
    void aClosedArenaIsSaid() {
        Window late;
        try (Arena arena = Arena.ofConfined()) {
            late = Window.over(MemoryView.of(arena.allocate(8)));
            assertEquals(0, late.getLong(0));
        }
        assertRefused(Why.CLOSED, () -> late.getLong(0));
        assertRefused(Why.CLOSED, () -> late.setLong(0, 1));
        assertRefused(Why.CLOSED, () -> late.sumInts(0, 1));
        assertRefused(Why.CLOSED, () -> late.sumInts(0, 2));
    }

    @Test
    void guardedMemoryIsAskedForAfterEachAccess() {
        AtomicInteger asked = new AtomicInteger();
        Window guarded = Window.over(Exporter.of(view.asSegment(), asked::incrementAndGet).view());
        guarded.getInt(0);
        guarded.setInt(0, 1);
        guarded.sumInts(0, 3);
        assertEquals(3, asked.get());
    }
}
