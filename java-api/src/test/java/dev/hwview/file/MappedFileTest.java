// SPDX-License-Identifier: Apache-2.0
package dev.hwview.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.MemoryException;
import dev.hwview.view.MemoryView;
import dev.hwview.view.ReadOnlyViewException;
import dev.hwview.view.Slice;
import dev.hwview.view.Struct;
import dev.hwview.view.Window;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MappedFileTest {
    private static final long PAGE = 4096;
    private static final long SIX_GIB = 6L << 30;

    @TempDir
    private Path folder;

    @Test
    void aFileIsReadAndWrittenInPlace() throws IOException {
        Path path = folder.resolve("ints");
        try (MappedFile file = MappedFile.create(path, 16)) {
            file.view().cast("i").setInt(3, 0x01020304);
            file.force();
            assertThrows(FileAlreadyExistsException.class, () -> MappedFile.create(path, 1));
        }
        assertEquals(0x04, Files.readAllBytes(path)[12]);
        try (MappedFile file = MappedFile.open(path)) {
            MemoryView ints = file.view().cast("i");
            assertEquals(0x01020304, ints.getInt(-1));
            assertThrows(ReadOnlyViewException.class, () -> ints.setInt(0, 1));
        }
        try (MappedFile file = MappedFile.openWritable(path)) {
            file.view().setByte(0, (byte) 7);
        }
        assertEquals(7, Files.readAllBytes(path)[0]);
        assertThrows(NoSuchFileException.class, () -> MappedFile.open(folder.resolve("none")));
        assertThrows(IllegalArgumentException.class, () -> MappedFile.create(folder.resolve("less"), -1));
    }

    @Test
    void anEmptyFileIsAnEmptyView() throws IOException {
        try (MappedFile file = MappedFile.create(folder.resolve("empty"), 0)) {
            assertEquals(0, file.view().length());
            assertEquals(List.of(), file.view().toList());
        }
    }

    @Test
    void viewsOfAClosedFileSaySo() throws IOException {
        MappedFile file = MappedFile.create(folder.resolve("closed"), 16);
        MemoryView view = file.view();
        Window window = Window.over(file.view());
        file.close();
        file.close();
        assertThrows(MemoryException.class, () -> view.getByte(0));
        assertThrows(MemoryException.class, () -> view.setByte(0, (byte) 1));
        assertThrows(MemoryException.class, view::toBytes);
        assertThrows(MemoryException.class, () -> window.getByte(0));
    }

    /** 6 GiB of nothing but a few bytes: only the pages that are looked at take memory. */
    @Test
    void aFileLargerThanMemoryIsReadAtBothEnds() throws IOException {
        Path path = folder.resolve("sparse");
        try (MappedFile file = MappedFile.create(path, SIX_GIB)) {
            long before = resident();
            MemoryView bytes = file.view();
            assertEquals(SIX_GIB, bytes.nbytes());
            bytes.setByte(0, (byte) 1);
            bytes.setByte(-1, (byte) 2);
            MemoryView longs = bytes.cast("q");
            assertEquals(SIX_GIB / 8, longs.length());
            assertEquals(2L << 56, longs.getLong(-1));
            // Every 512 MiB, and the same backwards.
            MemoryView far = longs.slice(Slice.all().by(1L << 26));
            assertEquals(12, far.length());
            assertEquals(List.of(1L, 0L), List.of(far.get(0), far.get(-1)));
            assertEquals(2L << 56, longs.slice(Slice.all().by(-(1L << 29))).getLong(0));
            assertEquals(2, bytes.slice(SIX_GIB - 5, SIX_GIB).slice(-1, Long.MAX_VALUE).getByte(0));
            assertTrue(resident() - before < 64 << 10, "resident grew from " + before + " to " + resident() + " KiB");
        }
        try (RandomAccessFile plain = new RandomAccessFile(path.toFile(), "r")) {
            plain.seek(SIX_GIB - 1);
            assertEquals(2, plain.read());
        }
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    private static Stream<Map.Entry<String, Consumer<MemoryView>>> accesses() {
        Struct struct = Struct.littleEndian().field("a", "i").field("b", "i").build();
        return Stream.of(
                Map.entry("getByte", view -> view.getByte(-1)),
                Map.entry("setByte", view -> view.setByte(-1, (byte) 1)),
                Map.entry("getInt", view -> view.cast("i").getInt(-1)),
                Map.entry("setDouble", view -> view.cast("d").setDouble(-1, 1)),
                Map.entry("get", view -> view.get(-1)),
                Map.entry("set", view -> view.set(-1, 1)),
                Map.entry("member", view -> struct.member("b").getInt(view.as(struct), -1)),
                Map.entry("set member", view -> struct.member("b").setInt(view.as(struct), -1, 1)),
                Map.entry("toBytes", MemoryView::toBytes),
                Map.entry("toBytes strided", view -> view.slice(0, 4 * PAGE, 3).toBytes()),
                Map.entry("toLongArray", view -> view.cast("q").toLongArray()),
                Map.entry("toList", MemoryView::toList),
                Map.entry("hex", MemoryView::hex),
                Map.entry("hash", view -> view.toReadOnly().contentEquals(view)),
                Map.entry("iterator", view -> view.iterator().forEachRemaining(o -> { })),
                Map.entry("ints", view -> view.ints().forEachRemaining((int i) -> { })),
                Map.entry("stream", view -> view.intStream().sum()),
                Map.entry("contains", view -> view.contains(77)),
                Map.entry("assign to", view -> view.set(Slice.all(), MemoryView.of(new byte[4 * (int) PAGE]))),
                Map.entry("assign from", view -> MemoryView.of(new byte[4 * (int) PAGE]).set(Slice.all(), view)),
                Map.entry("assign in itself", view -> view.set(Slice.from(1), view.slice(0, 4 * PAGE - 1))),
                Map.entry("window", view -> Window.over(view).getLong(4 * PAGE - 8)),
                Map.entry("sum by window", view -> Window.over(view).sumInts(1, 4 * PAGE / 4 - 1)),
                Map.entry("write by window", view -> Window.over(view).setLongBE(4 * PAGE - 8, 1)));
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void whatATruncationTookIsSaid(Map.Entry<String, Consumer<MemoryView>> access) throws IOException {
        Path path = folder.resolve("shrinking");
        try (MappedFile file = MappedFile.create(path, 4 * PAGE)) {
            access.getValue().accept(file.view()); // while it is there all is well
            try (RandomAccessFile other = new RandomAccessFile(path.toFile(), "rw")) {
                other.setLength(PAGE);
            }
            Exception said = assertThrows(TruncatedFileException.class, () -> access.getValue().accept(file.view()));
            assertEquals(path + " was mapped with 16384 bytes and has 4096 now", said.getMessage());
        }
    }

    /** While one reads and reads, compiled by then, another takes the file away. */
    @Test
    void aTruncationUnderALoopIsNoCrash() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path path = folder.resolve("loop" + round);
            try (MappedFile file = MappedFile.create(path, 64 * PAGE)) {
                MemoryView longs = file.view().cast("q");
                Thread taker = Thread.ofPlatform().start(() -> {
                    try (RandomAccessFile other = new RandomAccessFile(path.toFile(), "rw")) {
                        other.setLength(0);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
                assertThrows(TruncatedFileException.class, () -> {
                    long sum = 0;
                    // It ends when the file does, which the taker is about to see to.
                    for (long pass = 0; pass < 1_000_000; pass++) {
                        for (int i = 0; i < longs.length(); i++) {
                            sum += longs.getLong(i);
                            assertEquals(0, sum, "what is no longer there was taken for data");
                        }
                    }
                });
                taker.join(10_000);
            }
        }
    }
}
