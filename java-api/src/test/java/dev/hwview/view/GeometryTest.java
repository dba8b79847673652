// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static dev.hwview.view.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shapes and strides at their ends, and the keys of several dimensions. */
class GeometryTest {
    private final MemoryView bytes = MemoryView.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

    @Test
    void shapesUpTo2To63() {
        assertRefused(Why.SHAPE_PRODUCT, () -> bytes.cast("B", Long.MAX_VALUE));
        assertRefused(Why.SHAPE_OVERFLOW, () -> bytes.cast("h", Long.MAX_VALUE));
        assertRefused(Why.SHAPE_OVERFLOW, () -> bytes.cast("B", Long.MAX_VALUE, 2));
        assertRefused(Why.SHAPE_OVERFLOW, () -> bytes.cast("B", 1L << 32, 1L << 31));
        assertRefused(Why.SHAPE_PRODUCT, () -> bytes.cast("B", 1L << 31, 1L << 31));
        assertRefused(Why.SHAPE_OVERFLOW, () -> bytes.cast("i", 1L << 31, 1L << 31)); // with the item size 2^64
        assertRefused(Why.SHAPE_NONPOSITIVE, () -> bytes.cast("B", Long.MIN_VALUE));
        assertRefused(Why.SHAPE_NONPOSITIVE, () -> bytes.cast("B", 12, 0));
        assertRefused(Why.NDIM_MAX, () -> bytes.cast("B", new long[65]));
    }

    @Test
    void sixtyFourDimensions() {
        long[] shape = new long[64];
        Arrays.fill(shape, 1);
        shape[63] = 12;
        MemoryView view = bytes.cast("B", shape);
        assertEquals(12, view.transpose().length());
        assertArrayEquals(bytes.toBytes(), view.transpose().toBytes());
        assertTrue(view.contentEquals(view.transpose().transpose()));
    }

    @Test
    void stridesUpTo2To63() {
        MemoryView one = bytes.slice(5, Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(List.of(5L), one.toList());
        assertArrayEquals(new long[] {Long.MAX_VALUE}, one.strides());
        MemoryView back = bytes.slice(new Slice(null, null, Long.MIN_VALUE));
        assertEquals(List.of(11L), back.toList());
        assertArrayEquals(new long[] {-Long.MAX_VALUE}, back.strides());
        // The stride overflows, and leads nowhere.
        assertEquals(List.of(11L), back.slice(new Slice(null, null, Long.MIN_VALUE)).toList());
        assertEquals(List.of(), back.slice(1, 9, Long.MAX_VALUE).toList());
        assertEquals("", back.slice(1, 9).hex());
        assertEquals(0, bytes.slice(Long.MAX_VALUE, Long.MIN_VALUE).length());
    }

    @Test
    void keysOfSeveralDimensions() {
        MemoryView cube = bytes.cast("B", 2, 3, 2);
        assertEquals(List.of(List.of(0L, 2L, 4L), List.of(6L, 8L, 10L)), cube.slice(Key.ELLIPSIS, Key.at(0)).toList());
        assertEquals(List.of(11L, 9L), cube.slice(Key.at(-1), Slice.of(2, 0).by(-1), Key.at(1)).toList());
        assertEquals(8L, cube.slice(Key.at(1), Key.at(1), Key.at(0)).get(new long[0]));
        assertEquals(3, cube.slice().ndim());
        assertRefused(Why.TOO_MANY_INDICES, () -> cube.slice(Key.at(0), Key.at(0), Key.at(0), Key.at(0)));
        assertRefused(Why.KEY, () -> cube.slice(Key.ELLIPSIS, Key.ELLIPSIS));
        assertRefused(Why.KEY, () -> cube.slice(Key.tuple(Key.at(0)), Key.at(0)));
        assertRefused(Why.INDEX, () -> cube.slice(Key.at(2)));
    }

    @Test
    void axes() {
        MemoryView cube = bytes.cast("B", 2, 3, 2);
        assertArrayEquals(new long[] {3, 2, 2}, cube.transpose(1, 2, 0).shape());
        assertArrayEquals(new long[] {2, 1, 6}, cube.transpose(1, 2, 0).strides());
        assertRefused(Why.AXES, () -> cube.transpose(0, 1));
        assertRefused(Why.AXES, () -> cube.transpose(0, 1, 1));
        assertRefused(Why.AXES, () -> cube.transpose(0, 1, 3));
        assertRefused(Why.AXES, () -> cube.transpose(0, 1, -1));
    }

    @Test
    void anAssignmentIsAsIfTheSourceHadBeenCopiedFirst() {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            String format = List.of("B", "h", "i", "q").get(random.nextInt(4));
            byte[] memory = new byte[96];
            random.nextBytes(memory);
            long side = memory.length / Format.of(format).itemSize() / 4;
            MemoryView matrix = MemoryView.of(memory).cast(format, 4, side);
            MemoryView target = matrix.slice(some(random, 4), some(random, side));
            MemoryView source = matrix.slice(some(random, 4), some(random, side));
            assertArrayEquals(target.shape(), source.shape());
            byte[] wanted = source.toBytes();
            target.assign(source);
            assertArrayEquals(wanted, target.toBytes());
        }
    }

    private static Slice some(Random random, long extent) {
        long step = extent < 4 || random.nextBoolean() ? 1 : 2;
        long start = random.nextInt((int) extent - 2 * (int) step + 1);
        Slice forwards = Slice.of(start, start + 2 * step).by(step);
        long before = start == 0 ? -extent - 1 : start - 1;
        return random.nextBoolean() ? forwards : Slice.of(start + 2 * step - 1, before).by(-step);
    }
}
