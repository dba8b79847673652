// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static dev.hwview.view.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructTest {
    private static final Struct LEG = Struct.bigEndian().field("venue", "B").field("price", "i").build();
    private static final Struct QUOTE = Struct.bigEndian().field("nanos", "Q").field("symbol", "4s")
            .bits("H", "side:1 _:3 kind:4 rest:8").field("legs", LEG, 2).field("weights", "f", 2, 3).skip(3).build();
    private static final Member NANOS = QUOTE.member("nanos");
    private static final Member SIDE = QUOTE.member("side");
    private static final Member KIND = QUOTE.member("kind");
    private static final Member PRICE = QUOTE.member("legs[1].price");
    private static final Member WEIGHT = QUOTE.member("weights[1][2]");

    private final byte[] array = new byte[3 * QUOTE.itemSize()];
    private final ByteBuffer raw = ByteBuffer.wrap(array);
    private final MemoryView quotes = MemoryView.of(array).as(QUOTE);

    @Test
    void fieldsLieWhereTheyWereDeclared() {
        assertEquals(8 + 4 + 2 + 2 * 5 + 6 * 4 + 3, QUOTE.itemSize());
        assertEquals(3, quotes.length());
        assertEquals(List.of("nanos", "symbol", "side", "kind", "rest", "legs", "weights"), QUOTE.names());
        int second = QUOTE.itemSize();
        NANOS.setLong(quotes, 1, -2);
        assertEquals(-2, raw.getLong(second));
        KIND.setInt(quotes, 1, 0xA);
        SIDE.setInt(quotes, 1, 1);
        assertEquals(0x00A1, raw.getShort(second + 12));
        PRICE.setInt(quotes, -2, -77);
        assertEquals(-77, raw.getInt(second + 14 + 5 + 1));
        WEIGHT.setDouble(quotes, 1, 1.25);
        assertEquals(1.25f, raw.getFloat(second + 24 + 5 * 4));

        raw.putShort(second + 12, (short) 0xFF5F);
        assertEquals(1, SIDE.getInt(quotes, 1));
        assertEquals(5, KIND.getLong(quotes, 1));
        assertEquals(-77, PRICE.getLong(quotes, 1));
        assertEquals(1.25, WEIGHT.getDouble(quotes, 1));
        assertEquals(-2, NANOS.getLong(quotes, 1));
    }

    @Test
    void aBitFieldLeavesItsNeighbours() {
        raw.putShort(12, (short) 0xFFFF);
        KIND.setInt(quotes, 0, 0);
        assertEquals((short) 0xFF0F, raw.getShort(12));
        quotes.field("side").set(0, 0);
        assertEquals((short) 0xFF0E, raw.getShort(12));
        assertEquals(255L, quotes.field("rest").get(0));
        assertRefused(Why.VALUE_RANGE, () -> KIND.setInt(quotes, 0, 16));
        assertRefused(Why.VALUE_RANGE, () -> KIND.setInt(quotes, 0, -1));
        assertRefused(Why.VALUE_RANGE, () -> quotes.field("kind").set(0, 16));
        assertEquals((short) 0xFF0E, raw.getShort(12));
    }

    @Test
    void aFieldOfAllRecordsIsAView() {
        MemoryView weights = quotes.field("weights");
        assertArrayEquals(new long[] {3, 2, 3}, weights.shape());
        assertArrayEquals(new long[] {QUOTE.itemSize(), 12, 4}, weights.strides());
        weights.set(new long[] {2, 1, 0}, 4.5);
        assertEquals(4.5f, raw.getFloat(2 * QUOTE.itemSize() + 24 + 12));
        MemoryView prices = quotes.field("legs[0].price");
        assertEquals(">i", prices.format().toString());
        prices.setInt(2, 99);
        assertEquals(99, raw.getInt(2 * QUOTE.itemSize() + 15));
        assertEquals(99, prices.getInt(-1));
        assertArrayEquals(new int[] {0, 0, 99}, prices.toIntArray());
        assertEquals(99, prices.intStream().sum());
    }

    @Test
    void aWholeRecordIsAListAndIsWrittenWhollyOrNotAtAll() {
        List<Object> quote = List.of(7, "ABCD", 1, 2, 3, List.of(List.of(1, -5), List.of(2, 6)),
                List.of(List.of(1.5, 2, 3), List.of(4, 5, 6)));
        quotes.set(1, quote);
        assertEquals("[7, ABCD, 1, 2, 3, [[1, -5], [2, 6]], [[1.5, 2.0, 3.0], [4.0, 5.0, 6.0]]]",
                quotes.get(1).toString());
        assertEquals(1, quotes.indexOf(quotes.get(1)));
        assertEquals(2, quotes.count(quotes.get(0)));
        String before = quotes.hex();
        assertRefused(Why.VALUE_RANGE, () -> quotes.set(1, List.of(8, "ABCD", 1, 2, 256, quote.get(5), quote.get(6))));
        assertRefused(Why.VALUE_RANGE, () -> quotes.set(1, List.of(8)));
        assertRefused(Why.VALUE_TYPE, () -> quotes.set(1, 8));
        assertRefused(Why.VALUE_RANGE, () -> quotes.set(1, List.of(8, "ABCDE", 1, 2, 3, quote.get(5), quote.get(6))));
        assertEquals(before, quotes.hex());
    }

    @Test
    void recordsAreAssignedAndComparedByTheirFields() {
        quotes.set(0, quotes.get(1));
        NANOS.setLong(quotes, 0, 5);
        quotes.set(Slice.of(1, 3), quotes.slice(0, 2));
        assertEquals(5, NANOS.getLong(quotes, 1));
        assertTrue(quotes.slice(0, 1).contentEquals(quotes.slice(1, 2)));
        Struct other = Struct.littleEndian().field("a", "q").build();
        assertRefused(Why.STRUCTURE, () -> quotes.set(Slice.of(0, 1), MemoryView.of(new byte[8]).as(other)));
        MemoryView big = MemoryView.of(new byte[] {0, 1, 0, 2}).as(">H");
        MemoryView little = MemoryView.of(new byte[] {1, 0, 2, 0}).cast("H");
        assertTrue(big.contentEquals(little));
        assertRefused(Why.STRUCTURE, () -> big.set(Slice.all(), little));
    }

    @Test
    void alignmentIsThatOfC() {
        Struct struct = Struct.aligned().field("a", "b").field("b", "i").field("c", "b").field("d", "d").field("e", "H")
                .build();
        assertEquals(32, struct.itemSize());
        assertEquals("T{b:a:3xi:b:b:c:7xd:d:H:e:6x}", struct.toString());
        assertEquals(struct.names(), ((Struct) Format.of(struct.toString())).names());
        assertTrue(struct.matches(Format.of(struct.toString())));
    }

    @Test
    void aRecordsTextMakesTheSameRecord() {
        Struct struct = Struct.bigEndian().field("a", "B").skip(2).field("in", LEG, 2, 2).field("t", "5s").build();
        assertEquals("T{>B:a:2x(2,2)T{>B:venue:>i:price:}:in:5s:t:}", struct.toString());
        assertTrue(struct.matches(Format.of(struct.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "legs[2].price", "legs.price", "legs[0]price", "legs[0].", ".nanos",
        "nanos.x", "nanos[0]", "weights[0][3]", "weights[0][0][0]", "legs[-1].price", "legs[99999999999].price", "[0]"})
    void pathsThatLeadNowhereAreRefused(String path) {
        assertRefused(Why.KEY, () -> QUOTE.member(path));
        assertRefused(Why.KEY, () -> quotes.field(path));
    }

    @Test
    void membersAskForTheirTypeAndTheirRecord() {
        assertRefused(Why.ACCESSOR, () -> QUOTE.member("symbol"));
        assertRefused(Why.ACCESSOR, () -> QUOTE.member("legs[0]"));
        assertRefused(Why.KEY, () -> QUOTE.member("weights"));
        assertRefused(Why.ACCESSOR, () -> WEIGHT.getInt(quotes, 0));
        assertRefused(Why.ACCESSOR, () -> NANOS.getInt(quotes, 0));
        assertRefused(Why.ACCESSOR, () -> NANOS.getDouble(quotes, 0));
        assertRefused(Why.ACCESSOR, () -> NANOS.getLong(MemoryView.of(array), 0));
        assertRefused(Why.INDEX, () -> NANOS.getLong(quotes, 3));
        assertRefused(Why.INDEX, () -> NANOS.setLong(quotes, -4, 0));
        assertRefused(Why.READONLY, () -> NANOS.setLong(quotes.toReadOnly(), 0, 0));
        MemoryView released = quotes.view();
        released.release();
        assertRefused(Why.RELEASED, () -> NANOS.getLong(released, 0));
    }

    @Test
    void aRecordWithoutBytesIsNoItem() {
        Struct empty = Struct.littleEndian().build();
        assertRefused(Why.CAST_LENGTH, () -> MemoryView.of(array).as(empty));
        assertRefused(Why.CAST_LENGTH, () -> MemoryView.of(array).as(empty, 3));
    }

    @Test
    void declarationsAreChecked() {
        assertRefused(Why.CAST_FORMAT, () -> Struct.littleEndian().field("a", "i").field("a", "i"));
        assertRefused(Why.CAST_FORMAT, () -> Struct.littleEndian().field("a.b", "i"));
        assertRefused(Why.CAST_FORMAT, () -> Struct.littleEndian().field("a", "n"));
        assertRefused(Why.CAST_FORMAT, () -> Struct.littleEndian().field("a", "i", -1));
        assertRefused(Why.CAST_FORMAT, () -> Struct.littleEndian().skip(-1));
        assertRefused(Why.CAST_FORMAT, () -> Struct.littleEndian().field("a", "q", 1 << 28, 1 << 28));
        assertRefused(Why.CAST_FORMAT, () -> Struct.littleEndian().bits("H", "a:9 b:8"));
        assertRefused(Why.CAST_FORMAT, () -> Struct.littleEndian().bits("h", "a:1"));
        assertRefused(Why.CAST_FORMAT, () -> Struct.littleEndian().bits("H", "a:1, b:2"));
        assertRefused(Why.CAST_FORMAT, () -> Struct.littleEndian().bits("H", "a:0"));
    }
}
