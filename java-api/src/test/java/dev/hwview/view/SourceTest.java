// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static dev.hwview.view.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What views are made of. */
class SourceTest {
    @Test
    void arraysAreSharedAndGiveTheFormat() {
        assertEquals("B", MemoryView.of(new byte[1]).format().toString());
        assertEquals(List.of(-1L), MemoryView.of(new short[] {-1}).toList());
        assertEquals(List.of(0xffffL), MemoryView.of(new char[] {'\uffff'}).toList());
        assertEquals(List.of(-1L), MemoryView.of(new long[] {-1}).toList());
        assertEquals(List.of(0.5), MemoryView.of(new float[] {0.5f}).toList());
        assertEquals(List.of(0.1), MemoryView.of(new double[] {0.1}).toList());
        int[] array = {1, 2, 3};
        MemoryView view = MemoryView.of(array);
        view.setInt(1, 20);
        array[2] = 30;
        assertEquals(List.of(1L, 20L, 30L), view.toList());
        assertEquals("01000000" + "14000000" + "1e000000", view.hex());
    }

    @Test
    void anyArrayCanBeReadAsAnyFormat() {
        MemoryView bytes = MemoryView.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertEquals(0x0807060504030201L, bytes.cast("q").getLong(0));
        assertEquals(0x05040302, bytes.slice(1, 5).cast("i").getInt(0));
        assertEquals(0x02010000L, MemoryView.of(new short[] {0, 0x0201}).cast("B").cast("i").get(0));
    }

    @Test
    void buffersGiveWhatRemains() {
        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(8), ByteBuffer.allocateDirect(8))) {
            buffer.position(2).limit(6);
            MemoryView view = MemoryView.of(buffer);
            assertEquals(4, view.length());
            view.setByte(0, (byte) 9);
            assertEquals(9, buffer.get(2));
            assertEquals(2, buffer.position());
            assertTrue(MemoryView.of(buffer.asReadOnlyBuffer()).readonly());
        }
    }

    @Test
    void aReadOnlySegmentGivesReadOnlyViews() {
        MemorySegment segment = MemorySegment.ofArray(new byte[] {1, 2});
        MemoryView view = MemoryView.of(segment.asReadOnly());
        assertTrue(view.readonly());
        assertTrue(view.cast("h").readonly());
        assertRefused(Why.READONLY, () -> view.set(0, 1));
        assertRefused(Why.READONLY, () -> view.setByte(0, (byte) 1));
        assertRefused(Why.READONLY, () -> view.assign(view));
        assertRefused(Why.NOT_WRITABLE, () -> view.export(Request.WRITABLE));
    }

    @Test
    void aReadOnlyViewLendsReadOnlyMemory() {
        byte[] array = {1, 2, 3};
        MemoryView view = MemoryView.of(array);
        try (Export read = view.export(Request.SIMPLE); Export write = view.export(Request.WRITABLE)) {
            assertTrue(read.segment().isReadOnly());
            write.segment().fill((byte) 7);
        }
        assertArrayEquals(new byte[] {7, 7, 7}, array);
    }

    @Test
    void anExportOfAnyLayoutSpansItsItems() {
        MemoryView view = MemoryView.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}).slice(Slice.of(8, 1).by(-3));
        try (Export export = view.export(Request.FULL_RO)) {
            assertEquals(7, export.segment().byteSize());
            assertEquals(6, export.offset());
            assertEquals(8, export.segment().get(Memory.BYTE, export.offset()));
            assertEquals(2, export.segment().get(Memory.BYTE, export.offset() + 2 * view.strides()[0]));
        }
    }

    @Test
    void moreThanAnArrayHoldsIsRefused() {
        MemoryView view = MemoryView.of(MemorySegment.NULL.reinterpret(3L << 30));
        assertRefused(Why.TOO_LARGE, view::toBytes);
        assertRefused(Why.TOO_LARGE, view::toList);
        assertRefused(Why.TOO_LARGE, view::hex);
    }
}
