// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.ExportException;
import dev.hwview.view.MemoryException;
import dev.hwview.view.MemoryView;
import dev.hwview.view.ReleasedViewException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
    private static final int SIZE = 100_000;

    private final Arena arena = Arena.ofConfined();
    private final byte[] bytes = Chunks.random(5, SIZE);

    @TempDir
    Path folder;

    @AfterEach
    void free() {
        arena.close();
    }

    /** One view of each kind of memory, of 100,000 bytes together. */
    private MemoryView[] views() {
        return new MemoryView[] {
            MemoryView.of(arena.allocate(30_000)), MemoryView.of(new byte[20_000]), MemoryView.of(new byte[0]),
            MemoryView.of(new int[10_000]), MemoryView.of(arena.allocate(4)).as("i"), MemoryView.of(new byte[9996])};
    }

    private static byte[] contents(MemoryView... views) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (MemoryView view : views) {
            all.writeBytes(view.toBytes());
        }
        return all.toByteArray();
    }

    @Test
    void whatComesInPiecesArrivesAsAWhole() throws IOException {
        MemoryView[] views = views();
        Streams.readFully(new Chunks(6, bytes, 700), views);
        assertArrayEquals(bytes, contents(views));
        Chunks target = new Chunks(7, new byte[0], 700);
        Streams.writeFully(target, views);
        assertArrayEquals(bytes, target.written());
    }

    @Test
    void filesAreScatteredAndGathered() throws IOException {
        Path path = folder.resolve("file");
        MemoryView[] views = views();
        Streams.readFully(new ByteArrayInputStream(bytes), views);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertEquals(50_000, Streams.write(file, views)); // at once, up to the array of numbers, which goes alone
            file.truncate(0).position(0);
            Streams.writeFully(file, views);
        }
        assertArrayEquals(bytes, Files.readAllBytes(path));
        MemoryView[] others = views();
        try (FileChannel file = FileChannel.open(path)) {
            assertEquals(50_000, Streams.read(file, others));
            file.position(0);
            Streams.readFully(file, others);
            assertEquals(-1, Streams.read(file, others));
            assertEquals(0, Streams.read(file));
        }
        assertArrayEquals(bytes, contents(others));
    }

    @Test
    void streamsFillAndDrainToo() throws IOException {
        Path path = Files.write(folder.resolve("file"), bytes);
        for (InputStream in : new InputStream[] {new ByteArrayInputStream(bytes), new FileInputStream(path.toFile())}) {
            try (in) {
                MemoryView[] views = views();
                Streams.readFully(in, views);
                assertArrayEquals(bytes, contents(views));
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                Streams.writeFully(out, views);
                assertArrayEquals(bytes, out.toByteArray());
            }
        }
    }

    @Test
    void anEndTooEarlySaysHowManyCame() {
        MemoryView view = MemoryView.of(arena.allocate(SIZE + 1));
        EndOfStreamException end = assertThrows(EndOfStreamException.class,
                () -> Streams.readFully(new Chunks(8, bytes, 10_000), view));
        assertEquals(SIZE + 1, end.asked());
        assertEquals(SIZE, end.left());
        assertArrayEquals(bytes, view.slice(0, SIZE).toBytes()); // and they are there
        assertThrows(EndOfStreamException.class, () -> Streams.readFully(InputStream.nullInputStream(), view));
        view.release(); // nothing is borrowed any more
    }

    @Test
    void aPipeIsNotWaitedForBeyondTheDeadline() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source(); Pipe.SinkChannel sink = pipe.sink()) {
            MemoryView view = MemoryView.of(arena.allocate(100));
            sink.write(ByteBuffer.wrap(bytes, 0, 40));
            StreamDeadlineException late = assertThrows(StreamDeadlineException.class,
                    () -> Streams.readFully(source, Duration.ofMillis(20), view));
            assertTrue(late.getMessage().contains("100 bytes, of which 40 came"), late.getMessage());
            assertEquals(Duration.ofMillis(20), late.timeout());
            assertArrayEquals(Arrays.copyOf(bytes, 40), view.slice(0, 40).toBytes());
            assertTrue(source.isBlocking()); // as it was

            MemoryView much = MemoryView.of(arena.allocate(1 << 20));
            assertThrows(StreamDeadlineException.class, () -> Streams.writeFully(sink, Duration.ZERO, much));
            source.configureBlocking(false);
            assertTrue(Streams.read(source, much) > 0);
            assertFalse(source.isBlocking());
        }
    }

    @Test
    void anInterruptEndsTheWaitAndNotTheChannel() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source(); Pipe.SinkChannel sink = pipe.sink()) {
            source.configureBlocking(false);
            Thread.currentThread().interrupt();
            MemoryView view = MemoryView.of(new byte[1]);
            assertThrows(IOException.class, () -> Streams.readFully(source, view));
            assertTrue(Thread.interrupted());
            assertTrue(sink.isOpen());
        }
    }

    @Test
    void moreThanABufferHoldsGoesInPieces() throws IOException {
        long size = (2L << 30) + (1 << 20);
        Path path = folder.resolve("sparse");
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            file.write(ByteBuffer.wrap(new byte[] {42}), size - 1);
            MemoryView view = MemoryView.of(file.map(FileChannel.MapMode.READ_ONLY, 0, size, arena));
            Sum sum = new Sum();
            Streams.writeFully(sum, view, MemoryView.of(new byte[] {1, 43}));
            assertEquals(size + 2, sum.count);
            assertEquals(43, sum.last);
            assertEquals(42, sum.lastOfLongest);
        }
    }

    /** Takes everything at once and looks at each buffer's last byte. */
    private static final class Sum implements WritableByteChannel {
        private long count;
        private byte last;
        private byte lastOfLongest;

        @Override
        public int write(ByteBuffer source) {
            int length = source.remaining();
            last = source.get(source.limit() - 1);
            lastOfLongest = length > 2 ? last : lastOfLongest;
            count += length;
            source.position(source.limit());
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingMoves() throws IOException {
        MemoryView good = MemoryView.of(new byte[4]);
        MemoryView released = MemoryView.of(new byte[4]);
        released.release();
        Chunks source = new Chunks(9, bytes, 1000);
        assertThrows(ExportException.class, () -> Streams.readFully(source, good, good.toReadOnly()));
        assertThrows(ExportException.class, () -> Streams.readFully(source, good, good.slice(0, 4, 2)));
        assertThrows(ReleasedViewException.class, () -> Streams.readFully(source, good, released));
        assertThrows(StreamException.class, () -> Streams.readFully(source, Duration.ofSeconds(-1), good));
        MemoryView freed;
        try (Arena short_ = Arena.ofConfined()) {
            freed = MemoryView.of(short_.allocate(4));
        }
        assertThrows(MemoryException.class, () -> Streams.readFully(source, freed));
        assertThrows(MemoryException.class, () -> Streams.writeFully(source, freed));
        Streams.readFully(source, Duration.ofSeconds(Long.MAX_VALUE), good);
        assertArrayEquals(Arrays.copyOf(bytes, 4), good.toBytes()); // the first ones
        good.release();
        Pipe pipe = Pipe.open();
        pipe.source().close();
        pipe.sink().close();
        assertThrows(ClosedChannelException.class, () -> Streams.writeFully(pipe.sink(), MemoryView.of(bytes)));
    }
}
