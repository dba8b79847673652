// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static dev.hwview.view.Key.ELLIPSIS;
import static dev.hwview.view.Key.at;
import static dev.hwview.view.Key.tuple;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cause for which a view refuses, reached in all the ways that there are. */
class WhyTest {
    private static final int SIZE = 12;

    /** Python's exceptions, of the table that the recordings come with. */
    private static final Map<String, List<Why>> PYTHON = Map.of(
            "IndexError", List.of(Why.INDEX),
            "TypeError", List.of(Why.READONLY, Why.TOO_MANY_INDICES, Why.KEY, Why.ZERO_DIM, Why.VALUE_TYPE,
                    Why.NOT_BUFFER, Why.CAST_NONBYTE, Why.CAST_LENGTH, Why.CAST_NONCONTIGUOUS, Why.CAST_ZEROS,
                    Why.CAST_ND_ND, Why.SHAPE_PRODUCT, Why.SHAPE_TYPE, Why.HASH_EXPORTER),
            "ValueError", List.of(Why.RELEASED, Why.STEP_ZERO, Why.VALUE_RANGE, Why.STRUCTURE, Why.CAST_FORMAT,
                    Why.SHAPE_NONPOSITIVE, Why.SHAPE_OVERFLOW, Why.NDIM_MAX, Why.ORDER, Why.SEP_LENGTH, Why.SEP_ASCII,
                    Why.HASH_WRITABLE, Why.HASH_FORMAT),
            "NotImplementedError", List.of(Why.SUBVIEW, Why.MULTISLICE, Why.ND_ASSIGN),
            "BufferError", List.of(Why.EXPORTED, Why.NOT_CONTIGUOUS, Why.NOT_WRITABLE, Why.IN_USE));

    private final byte[] array = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private final Exporter exporter = Exporter.of(MemorySegment.ofArray(array));
    private final MemoryView bytes = exporter.view();
    private final MemoryView matrix = bytes.cast("B", 3, 4);
    private final MemoryView single = bytes.slice(0, 2).cast("h", new long[0]);
    private final MemoryView readOnly = bytes.toReadOnly();
    private final MemoryView constant = MemoryView.of(MemorySegment.ofArray(array.clone()).asReadOnly());
    private final MemoryView records = bytes.as("T{<H:a:B:b:}");
    private final MemoryView released = bytes.view();
    private final MemoryView empty = bytes.slice(4, 4);

    WhyTest() {
        released.release();
    }

    /** What to do to reach each cause. */
    private Map<Why, List<Executable>> misuses() {
        return Map.ofEntries(
                entry(Why.RELEASED, List.of(() -> released.get(0), () -> released.set(0, "no item"), released::nbytes,
                        released::iterator, () -> bytes.assign(released), () -> bytes.set(Slice.all(), released),
                        () -> released.cast("Z"), () -> released.as("Z"), () -> released.getItem(ELLIPSIS),
                        () -> released.setItem(ELLIPSIS, null), () -> released.export(Request.FULL),
                        released::intStream, () -> released.slice(Slice.all().by(0)), released::toIntArray,
                        released::asSegment)),
                entry(Why.READONLY, List.of(() -> readOnly.set(0, 1), () -> readOnly.set(99, "no item"),
                        () -> readOnly.setByte(0, (byte) 1), () -> readOnly.setDouble(0, 1),
                        () -> readOnly.assign(bytes), () -> readOnly.set(Slice.all().by(0), bytes),
                        () -> readOnly.setItem(ELLIPSIS, 1), () -> constant.set(0, 1),
                        () -> constant.cast("i").setInt(0, 1), () -> readOnly.assign(released))),
                entry(Why.INDEX, List.of(() -> bytes.get(12), () -> bytes.get(-13), () -> bytes.getByte(Long.MAX_VALUE),
                        () -> bytes.set(Long.MIN_VALUE, 0), () -> matrix.get(2, 4), () -> matrix.get(-4, 0),
                        () -> matrix.slice(at(3)), () -> matrix.slice(ELLIPSIS, at(-5)), () -> empty.get(0),
                        () -> bytes.getItem(at(12)), () -> bytes.setItem(at(-13), "no item"))),
                entry(Why.TOO_MANY_INDICES, List.of(() -> bytes.get(0, 0), () -> matrix.get(0, 0, 0),
                        () -> matrix.set(new long[] {9, 9, 9}, 0), () -> bytes.slice(at(0), Slice.all()),
                        () -> bytes.getItem(tuple(at(0), at(0))))),
                entry(Why.KEY, List.of(() -> bytes.getItem(ELLIPSIS), () -> matrix.setItem(ELLIPSIS, 1),
                        () -> matrix.getItem(tuple(at(0), Slice.all())), () -> matrix.slice(ELLIPSIS, ELLIPSIS),
                        () -> matrix.slice(tuple(at(0))), () -> bytes.field("a"), () -> records.field("c"))),
                entry(Why.STEP_ZERO, List.of(() -> bytes.slice(0, 1, 0), () -> matrix.slice(Slice.all().by(0)),
                        () -> matrix.slice(at(0), Slice.all().by(0)), () -> bytes.set(Slice.all().by(0), bytes),
                        () -> empty.getItem(Slice.of(0, 0).by(0)))),
                entry(Why.AXES, List.of(() -> matrix.transpose(0), () -> matrix.transpose(1, 1),
                        () -> matrix.transpose(0, -1), () -> matrix.transpose(0, Integer.MAX_VALUE),
                        () -> single.transpose(0))),
                entry(Why.SUBVIEW, List.of(() -> matrix.get(0), () -> matrix.set(0, 1), matrix::iterator,
                        matrix::reversed, () -> matrix.getByte(0), () -> matrix.contains(1),
                        () -> bytes.getItem(tuple()), () -> matrix.get(new long[0]))),
                entry(Why.MULTISLICE, List.of(() -> matrix.getItem(tuple(Slice.all(), Slice.all())),
                        () -> bytes.getItem(tuple(Slice.all())))),
                entry(Why.ND_ASSIGN, List.of(() -> matrix.set(Slice.all(), matrix),
                        () -> matrix.setItem(Slice.all(), bytes),
                        () -> matrix.setItem(tuple(Slice.all(), Slice.all()), bytes))),
                entry(Why.ZERO_DIM, List.of(single::length, single::toList, () -> single.get(0),
                        () -> single.getShort(0), () -> single.slice(Slice.all()), () -> single.getItem(at(0)),
                        single::iterator, single::reversed, () -> single.contains(0),
                        () -> single.set(Slice.all(), bytes), () -> single.setItem(at(0), 1))),
                entry(Why.VALUE_TYPE, List.of(() -> bytes.set(0, 1.0), () -> bytes.set(0, "1"),
                        () -> bytes.set(0, null), () -> bytes.cast("c").set(0, 97),
                        () -> bytes.slice(0, 8).cast("d").set(0, 'a'), () -> records.set(0, 1),
                        () -> bytes.cast("?").set(0, List.of()), () -> records.set(0, List.of(1, 'b')),
                        () -> bytes.as("3s").set(0, 1))),
                entry(Why.VALUE_RANGE, List.of(() -> bytes.set(0, 256), () -> bytes.set(0, -1),
                        () -> bytes.cast("e").set(0, 65520.0), () -> bytes.cast("e").setFloat(0, 1e30f),
                        () -> bytes.cast("c").set(0, '\u0100'), () -> bytes.cast("c").set(0, new byte[2]),
                        () -> bytes.as("3s").set(0, "abcd"), () -> records.set(0, List.of(1)),
                        () -> records.set(0, List.of(1, 256)))),
                entry(Why.ACCESSOR, List.of(() -> bytes.getInt(0), () -> bytes.setDouble(0, 1), bytes::toIntArray,
                        bytes::doubles, () -> records.getShort(0), records::longs,
                        () -> Struct.littleEndian().field("x", "I").build().member("x").getInt(records, 0))),
                entry(Why.STRUCTURE, List.of(() -> bytes.set(Slice.to(3), bytes), () -> bytes.assign(matrix),
                        () -> bytes.assign(bytes.cast("b")), () -> matrix.assign(matrix.transpose()),
                        () -> bytes.as("<I").assign(bytes.as(">I")), () -> bytes.setItem(Slice.all(), matrix))),
                entry(Why.NOT_BUFFER, List.of(() -> bytes.setItem(Slice.all(), 1),
                        () -> bytes.setItem(Slice.all(), null), () -> bytes.setItem(Slice.all(), new byte[SIZE]))),
                entry(Why.CAST_FORMAT, List.of(() -> bytes.cast(""), () -> bytes.cast("<h"), () -> bytes.cast("hh"),
                        () -> bytes.cast("Z", 12), () -> bytes.as("T{"), () -> Format.of("0s"),
                        () -> bytes.cast("\0"))),
                entry(Why.CAST_NONBYTE, List.of(() -> bytes.cast("h").cast("i"), () -> bytes.cast("?").cast("?"),
                        () -> bytes.cast("h").cast("h", 2, 3))),
                entry(Why.CAST_LENGTH, List.of(() -> bytes.cast("d"), () -> bytes.cast("q", 1, 1), () -> bytes.as("5s"),
                        () -> bytes.slice(0, 11).cast("h"))),
                entry(Why.CAST_NONCONTIGUOUS, List.of(() -> bytes.slice(Slice.all().by(2)).cast("b"),
                        () -> bytes.slice(Slice.all().by(-1)).cast("B", 12), () -> matrix.transpose().cast("B"),
                        () -> matrix.transpose().as("<H"))),
                entry(Why.CAST_ZEROS, List.of(() -> empty.cast("B", 1), () -> matrix.slice(Slice.to(0)).cast("B"),
                        () -> empty.cast("Z", 0))),
                entry(Why.CAST_ND_ND, List.of(() -> matrix.cast("B", 4, 3), () -> matrix.cast("B", new long[0]),
                        () -> single.cast("B", 1, 2))),
                entry(Why.SHAPE_PRODUCT, List.of(() -> bytes.cast("B", 11), () -> bytes.cast("h", 2, 2),
                        () -> bytes.cast("B", new long[0]), () -> bytes.as(Format.of(">H"), 7),
                        () -> bytes.as(Format.of("B"), 0, Long.MAX_VALUE))),
                entry(Why.SHAPE_NONPOSITIVE, List.of(() -> bytes.cast("B", 0), () -> bytes.cast("B", 12, -1),
                        () -> bytes.cast("B", Long.MIN_VALUE), () -> bytes.as(Format.of("B"), -12, -1))),
                entry(Why.SHAPE_OVERFLOW, List.of(() -> bytes.cast("h", Long.MAX_VALUE),
                        () -> bytes.cast("B", 1L << 32, 1L << 32),
                        () -> bytes.as(Format.of("3s"), Long.MAX_VALUE / 2))),
                entry(Why.NDIM_MAX, List.of(() -> bytes.cast("B", ones(65)), () -> bytes.as(Format.of("B"), ones(65)),
                        () -> bytes.slice(0, 2).as("T{(2,1)B:a:}").as(Format.of("T{(2,1)B:a:}"), ones(63)).field("a"))),
                entry(Why.ORDER, List.of(() -> bytes.toBytes("c"), () -> bytes.toBytes(""),
                        () -> single.toBytes("CF"))),
                entry(Why.SEP_LENGTH, List.of(() -> bytes.hex(""), () -> bytes.hex("::"), () -> empty.hex("ab", 0))),
                entry(Why.SEP_ASCII, List.of(() -> bytes.hex("\u0080"), () -> bytes.hex("\ud83d\ude00", 2))),
                entry(Why.TOO_LARGE, List.of(() -> huge().toBytes(), () -> huge().toList(), () -> huge().hex(),
                        () -> huge().as("<I").toIntArray(), () -> huge().asByteBuffer(), () -> huge().hex(":", 2))),
                entry(Why.HASH_WRITABLE, List.of(bytes::contentHash, () -> bytes.cast("h").contentHash())),
                entry(Why.HASH_FORMAT, List.of(() -> constant.cast("h").contentHash(),
                        () -> readOnly.cast("?").contentHash(), () -> constant.as("T{<H:a:B:b:}").contentHash())),
                entry(Why.HASH_EXPORTER, List.of(readOnly::contentHash, () -> readOnly.cast("c").contentHash())),
                entry(Why.EXPORTED, List.of(() -> lent(Request.SIMPLE).release(), () -> lent(Request.FULL_RO).close())),
                entry(Why.NOT_CONTIGUOUS, List.of(() -> bytes.slice(Slice.all().by(2)).export(Request.SIMPLE),
                        () -> matrix.export(Request.F_CONTIGUOUS), () -> matrix.transpose().export(Request.WRITABLE),
                        () -> bytes.slice(Slice.all().by(-1)).export(Request.ANY_CONTIGUOUS),
                        () -> bytes.slice(Slice.all().by(-1)).asSegment(), () -> matrix.transpose().asByteBuffer())),
                entry(Why.NOT_WRITABLE, List.of(() -> readOnly.export(Request.WRITABLE),
                        () -> constant.export(Request.FULL))),
                entry(Why.IN_USE, List.of(() -> exporter.whileUnused(() -> array[0] = 99))),
                entry(Why.CLOSED, List.of(() -> freed().get(0), () -> freed().set(0, 1), () -> freed().assign(bytes))),
                entry(Why.THREAD, List.of(() -> foreign().get(0), () -> foreign().set(0, 1),
                        () -> foreign().toBytes())));
    }

    static Stream<Arguments> causes() {
        return Stream.of(Why.values()).filter(why -> why != Why.SHAPE_TYPE) // the compiler keeps programs from it
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void everyCauseIsReachedAndChangesNothing(Why why) {
        byte[] before = array.clone();
        for (Executable misuse : misuses().get(why)) {
            ViewException refusal = assertThrows(ViewException.class, misuse);
            assertEquals(why, refusal.why(), refusal::getMessage);
            assertEquals(why.because("").getClass(), refusal.getClass());
            assertFalse(refusal.getMessage().isBlank());
            assertArrayEquals(before, array);
        }
    }

    @Test
    void theCausesHavePythonsExceptions() {
        PYTHON.forEach((python, causes) -> causes.forEach(why -> assertEquals(python, why.python(), why::toString)));
    }

    private static long[] ones(int dimensions) {
        long[] ones = new long[dimensions];
        Arrays.fill(ones, 1);
        return ones;
    }

    private MemoryView lent(Request request) {
        MemoryView view = bytes.view();
        view.export(request);
        return view;
    }

    /** There is no such memory, and none of it is touched. */
    private static MemoryView huge() {
        return MemoryView.of(MemorySegment.NULL.reinterpret(1L << 40));
    }

    private static MemoryView freed() {
        try (Arena arena = Arena.ofConfined()) {
            return MemoryView.of(arena.allocate(SIZE));
        }
    }

    /** Of another thread's. */
    private static MemoryView foreign() {
        return CompletableFuture.supplyAsync(() -> MemoryView.of(Arena.ofConfined().allocate(SIZE))).join();
    }
}
