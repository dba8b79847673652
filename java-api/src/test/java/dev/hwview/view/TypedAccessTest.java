// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static dev.hwview.view.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TypedAccessTest {
    private static final Map<String, Consumer<MemoryView>> READERS = Map.of(
            "Bbc", v -> v.getByte(0), "Hh", v -> v.getShort(0), "Ii", v -> v.getInt(0), "LlQq", v -> v.getLong(0),
            "ef", v -> v.getFloat(0), "d", v -> v.getDouble(0), "?", v -> v.getBoolean(0));
    private static final Map<String, Consumer<MemoryView>> WRITERS = Map.of(
            "Bbc", v -> v.setByte(0, (byte) 1), "Hh", v -> v.setShort(0, (short) 1), "Ii", v -> v.setInt(0, 1),
            "LlQq", v -> v.setLong(0, 1), "ef", v -> v.setFloat(0, 1), "d", v -> v.setDouble(0, 1),
            "?", v -> v.setBoolean(0, true));
    private static final String ALL = "BbcHhIiLlQqefd?";

    @Test
    void eachAccessorTakesItsFormatsAndNoOther() {
        for (char letter : ALL.toCharArray()) {
            MemoryView view = MemoryView.of(new byte[8]).cast("@" + letter);
            for (Map<String, Consumer<MemoryView>> accessors : List.of(READERS, WRITERS)) {
                accessors.forEach((formats, accessor) -> {
                    if (formats.indexOf(letter) >= 0) {
                        accessor.accept(view);
                    } else {
                        assertRefused(Why.ACCESSOR, () -> accessor.accept(view));
                    }
                });
            }
        }
    }

    @Test
    void theyReadAndWriteWhatTheBoxedOnesDo() {
        MemoryView bytes = MemoryView.of(new byte[17]).slice(1, 17); // so that nothing is aligned
        bytes.cast("h").setShort(-1, (short) -2);
        assertEquals(-2L, bytes.cast("h").get(7));
        bytes.cast("i").setInt(1, -3);
        assertEquals(0xfffffffdL, bytes.cast("I").get(1));
        bytes.cast("q").setLong(0, -4);
        assertEquals(new BigInteger("18446744073709551612"), bytes.cast("Q").get(0));
        assertEquals(-4, bytes.cast("Q").getLong(-2));
        bytes.cast("f").setFloat(3, 1.5f);
        assertEquals(1.5, bytes.cast("f").get(3));
        bytes.cast("e").setFloat(0, 0.1f);
        assertEquals(0.0999755859375f, bytes.cast("e").getFloat(0));
        bytes.cast("d").setDouble(1, -0.0);
        assertEquals(-0.0, bytes.cast("d").get(1));
        bytes.cast("?").setBoolean(5, true);
        assertEquals((byte) 1, bytes.getByte(5));
        bytes.setByte(5, (byte) 7);
        assertTrue(bytes.cast("?").getBoolean(5));
        bytes.setByte(5, (byte) 0);
        assertFalse(bytes.cast("?").getBoolean(5));
    }

    @Test
    void theyFollowStrides() {
        MemoryView odd = MemoryView.of(new int[] {0, 1, 2, 3, 4}).slice(Slice.all().by(-2));
        assertArrayEquals(new int[] {4, 2, 0}, new int[] {odd.getInt(0), odd.getInt(1), odd.getInt(-1)});
        assertRefused(Why.INDEX, () -> odd.getInt(3));
        assertRefused(Why.INDEX, () -> odd.getInt(-4));
        assertRefused(Why.INDEX, () -> odd.getInt(Long.MAX_VALUE));
        assertRefused(Why.INDEX, () -> odd.setInt(Long.MIN_VALUE, 0));
    }

    @Test
    void theyRefuseInPythonsOrder() {
        MemoryView view = MemoryView.of(new byte[4]);
        assertRefused(Why.SUBVIEW, () -> view.cast("B", 2, 2).getByte(0));
        assertRefused(Why.ZERO_DIM, () -> view.cast("i", new long[0]).getInt(0));
        MemoryView readOnly = view.toReadOnly();
        assertRefused(Why.READONLY, () -> readOnly.setInt(9, 0));
        readOnly.release();
        assertRefused(Why.RELEASED, () -> readOnly.setInt(9, 0));
        assertRefused(Why.RELEASED, () -> readOnly.getInt(9));
    }

    @Test
    void aHalfDoesNotOverflowToInfinity() {
        MemoryView view = MemoryView.of(new byte[2]).cast("e");
        assertRefused(Why.VALUE_RANGE, () -> view.setFloat(0, 65520));
        view.setFloat(0, 65519.996f);
        assertEquals(65504f, view.getFloat(0));
        view.setFloat(0, Float.NEGATIVE_INFINITY);
        assertEquals(Float.NEGATIVE_INFINITY, view.getFloat(0));
        view.setFloat(0, Float.NaN);
        assertTrue(Float.isNaN(view.getFloat(0)));
    }

    @Test
    void theyDoNotAllocate() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Arena arena = Arena.ofConfined()) {
            for (MemorySegment memory : List.of(MemorySegment.ofArray(new byte[64]), arena.allocate(64))) {
                MemoryView bytes = MemoryView.of(memory);
                MemoryView[] views = ALL.chars()
                        .mapToObj(c -> bytes.cast(String.valueOf((char) c))).toArray(MemoryView[]::new);
                long least = Long.MAX_VALUE;
                for (int round = 0; round < 5 && least > 0; round++) { // the first ones load classes
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < 1000; i++) {
                        readAndWrite(views);
                    }
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                assertEquals(0, least);
            }
        }
    }

    private static void readAndWrite(MemoryView[] views) {
        for (MemoryView view : views) {
            switch (view.format().toString().charAt(0)) {
                case 'B', 'b', 'c' -> view.setByte(0, (byte) (view.getByte(-1) + 1));
                case 'H', 'h' -> view.setShort(0, (short) (view.getShort(-1) + 1));
                case 'I', 'i' -> view.setInt(0, view.getInt(-1) + 1);
                case 'L', 'l', 'Q', 'q' -> view.setLong(0, view.getLong(-1) + 1);
                case 'e' -> view.setFloat(0, 0.5f - view.getFloat(1) * 0);
                case 'f' -> view.setFloat(0, view.getFloat(-1) + 1);
                case 'd' -> view.setDouble(0, view.getDouble(-1) + 1);
                default -> view.setBoolean(0, !view.getBoolean(0));
            }
        }
    }
}
