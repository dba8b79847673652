// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.ExportException;
import dev.hwview.view.Exporter;
import dev.hwview.view.MemoryException;
import dev.hwview.view.MemoryView;
import dev.hwview.view.ReadOnlyViewException;
import dev.hwview.view.ReleasedViewException;
import dev.hwview.view.Window;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CursorTest {
    private final byte[] array = new byte[30];
    private final MemoryView view = MemoryView.of(array);
    private final Cursor cursor = Cursor.over(view);

    @Test
    void whatIsWrittenInSequenceIsReadInSequence() {
        cursor.putByte((byte) -1).putShort((short) 0x0102).putInt(0x03040506).putLong(0x0708090a0b0c0d0eL);
        cursor.putShortBE((short) 0x1112).putIntBE(0x13141516).putLongBE(0x1718191a1b1c1d1eL);
        assertEquals(29, cursor.position());
        assertEquals(1, cursor.remaining());
        ByteBuffer expected = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) -1).putShort((short) 0x0102).putInt(0x03040506).putLong(0x0708090a0b0c0d0eL)
                .order(ByteOrder.BIG_ENDIAN).putShort((short) 0x1112).putInt(0x13141516).putLong(0x1718191a1b1c1d1eL);
        assertArrayEquals(expected.array(), array);
        cursor.position(0);
        assertEquals(-1, cursor.getByte());
        assertEquals(0x0102, cursor.getShort());
        assertEquals(0x03040506, cursor.getInt());
        assertEquals(0x0708090a0b0c0d0eL, cursor.getLong());
        assertEquals(0x1112, cursor.getShortBE());
        assertEquals(0x13141516, cursor.getIntBE());
        assertEquals(0x1718191a1b1c1d1eL, cursor.getLongBE());
        assertEquals("cursor at 29 of 30 bytes", cursor.toString());
    }

    @Test
    void theEndSaysWhereHowManyAndWhatIsLeft() {
        cursor.position(28);
        EndOfStreamException end = assertThrows(EndOfStreamException.class, cursor::getInt);
        assertEquals("4 bytes are asked for at 28, and the view has 2 left", end.getMessage());
        assertEquals(28, end.position());
        assertEquals(4, end.asked());
        assertEquals(2, end.left());
        assertThrows(EndOfStreamException.class, () -> cursor.putLong(1));
        assertThrows(EndOfStreamException.class, () -> cursor.put(new byte[3], 0, 3));
        assertThrows(EndOfStreamException.class, () -> cursor.take(3));
        assertThrows(EndOfStreamException.class, () -> cursor.take(-1));
        assertThrows(EndOfStreamException.class, () -> cursor.skip(Long.MAX_VALUE));
        assertThrows(EndOfStreamException.class, () -> cursor.skip(Long.MIN_VALUE));
        assertThrows(EndOfStreamException.class, () -> cursor.skip(-29));
        assertThrows(EndOfStreamException.class, () -> cursor.position(31));
        assertThrows(EndOfStreamException.class, () -> cursor.position(-1));
        assertEquals(28, cursor.position()); // nothing of it moved
        assertEquals(0, cursor.getShort());
        assertEquals(0, cursor.remaining());
        assertEquals(2, cursor.skip(-28).position());
    }

    @Test
    void takenBytesAreTheSameMemory() {
        try (MemoryView taken = cursor.skip(2).take(4); MemoryView nothing = cursor.take(0)) {
            assertEquals(6, cursor.position());
            taken.setByte(0, (byte) 7);
            assertEquals(7, array[2]);
            assertEquals(4, taken.nbytes());
            assertEquals(0, nothing.nbytes());
            assertThrows(ExportException.class, view::release);
            cursor.close();
            view.release();
            assertEquals(7, taken.getByte(0)); // lives on its own
        }
    }

    @Test
    void bytesAreCopiedInAndOut() {
        byte[] source = {1, 2, 3, 4, 5};
        cursor.put(source, 1, 3).put(MemoryView.of(new short[] {0x0605})).put(source, 0, 0);
        byte[] target = new byte[6];
        cursor.position(0).get(target, 1, 5);
        assertArrayEquals(new byte[] {0, 2, 3, 4, 5, 6}, target);
        assertThrows(IndexOutOfBoundsException.class, () -> cursor.get(target, 4, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> cursor.put(source, -1, 3));
        assertEquals(5, cursor.position());
        cursor.position(1).put(view.slice(0, 5)); // onto itself, one further
        assertEquals("020203040506", view.slice(0, 6).hex());
    }

    @Test
    void aReadOnlyViewIsNotWritten() {
        Cursor readOnly = Cursor.over(view.toReadOnly());
        assertThrows(ReadOnlyViewException.class, () -> readOnly.putInt(1));
        assertThrows(ReadOnlyViewException.class, () -> readOnly.put(new byte[] {1}, 0, 1));
        assertThrows(ReadOnlyViewException.class, () -> readOnly.put(MemoryView.of(new byte[] {1})));
        assertEquals(0, readOnly.position());
        assertEquals(0, readOnly.getInt());
    }

    @Test
    void lateUseIsSaid() {
        assertThrows(ExportException.class, () -> Cursor.over(MemoryView.of(array).slice(0, 10, 2)));
        cursor.close();
        cursor.close();
        assertThrows(ReleasedViewException.class, cursor::getByte);
        assertThrows(ReleasedViewException.class, () -> cursor.get(array, 0, 1));
        Cursor late;
        try (Arena arena = Arena.ofConfined()) {
            late = Cursor.over(MemoryView.of(arena.allocate(8)));
        }
        assertThrows(MemoryException.class, late::getInt);
        assertThrows(MemoryException.class, () -> late.get(array, 0, 1));
        assertThrows(MemoryException.class, () -> late.put(array, 0, 1));
        assertEquals(0, late.position());
    }

    @Test
    void memoryThatMayBeLostIsAskedForBehindEachCopy() {
        AtomicInteger asked = new AtomicInteger();
        Cursor guarded = Cursor.over(Exporter.of(view.asSegment(), asked::incrementAndGet).view());
        guarded.getInt();
        assertEquals(1, asked.get());
        guarded.get(new byte[4], 0, 4);
        assertTrue(asked.get() > 1);
    }

    @Test
    void oneCursorGoesFromWindowToWindow() {
        for (int i = 0; i < array.length; i++) {
            array[i] = (byte) i;
        }
        Window window = Window.over(view);
        Cursor inner = new Cursor();
        assertThrows(EndOfStreamException.class, inner::getByte);
        inner.within(window.at(4, 8));
        assertEquals(0x0405, inner.getShortBE());
        inner.within(window.at(20, 3));
        assertEquals(20, inner.getByte());
        assertEquals(2, inner.remaining());
        assertThrows(ExportException.class, () -> cursor.within(window));
        assertEquals(30, cursor.size());
    }
}
