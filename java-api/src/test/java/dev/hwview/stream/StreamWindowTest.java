// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.MemoryView;
import dev.hwview.view.ReleasedViewException;
import dev.hwview.view.ViewIndexException;
import dev.hwview.view.Window;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamWindowTest {
    private static final int CAPACITY = 4096;
    private static final int SIZE = 300_000;

    private final byte[] bytes = Chunks.random(10, SIZE);

    private StreamWindow stream(Rings ring, int most) {
        return new StreamWindow(new Chunks(11, bytes, most), ring.make(CAPACITY));
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whateverTheChunksTheBytesAreThoseOfTheStream(Rings ring) throws IOException {
        Random random = new Random(12);
        for (int most : new int[] {1, 13, 900, 100_000}) {
            int size = most == 1 ? 20_000 : SIZE;
            byte[] part = Arrays.copyOf(bytes, size);
            try (StreamWindow stream = new StreamWindow(new Chunks(13, part, most), ring.make(CAPACITY))) {
                while (true) {
                    int wanted = random.nextInt(CAPACITY) + 1;
                    int begin = (int) stream.position();
                    if (!stream.request(wanted)) {
                        assertEquals(size - begin, stream.available());
                        break;
                    }
                    assertTrue(stream.available() >= wanted && stream.available() <= CAPACITY);
                    Window window = stream.window();
                    assertEquals(stream.available(), window.length());
                    byte[] seen = new byte[(int) window.length()];
                    new Cursor().within(window).get(seen, 0, seen.length);
                    assertArrayEquals(Arrays.copyOfRange(part, begin, begin + seen.length), seen);
                    byte value = (byte) random.nextInt();
                    int expected = begin;
                    while (expected < begin + seen.length && part[expected] != value) {
                        expected++;
                    }
                    assertEquals(expected == begin + seen.length ? -1 : expected - begin, stream.find(value));
                    stream.consume(random.nextInt((int) stream.available() + 1));
                }
                assertTrue(stream.ended());
                assertEquals(ring == Rings.MIRRORED, stream.mirrored());
                assertEquals(ring == Rings.MIRRORED, stream.copied() == 0);
                assertTrue(stream.copied() <= size, "each byte at most once, on the average");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void requireShowsWhatWasAskedForAndNoMore(Rings ring) throws IOException {
        StreamWindow stream = stream(ring, 100_000);
        Window four = stream.require(4);
        assertEquals(4, four.length());
        assertEquals(bytes[3], four.getByte(3));
        assertThrows(ViewIndexException.class, () -> four.getByte(4)); // though it has arrived
        assertEquals(CAPACITY, stream.available());
        stream.consume(3);
        assertEquals(1, four.length()); // what was consumed is shown no longer
        assertEquals(bytes[3], four.getByte(0));
        stream.consume(1);
        assertThrows(ViewIndexException.class, () -> four.getByte(0));
        assertSame(four, stream.require(CAPACITY));
        assertEquals(CAPACITY, four.length());
        stream.find((byte) 0);
        assertEquals(CAPACITY, four.length()); // to search is not to move
    }

    @Test
    void theEndIsSaidOnceItIsReached() throws IOException {
        StreamWindow stream = new StreamWindow(new Chunks(14, new byte[10], 3), Ring.of(CAPACITY));
        assertFalse(stream.request(11));
        EndOfStreamException end = assertThrows(EndOfStreamException.class, () -> stream.require(11));
        assertEquals("11 bytes are asked for at 0, and the stream has 10 left", end.getMessage());
        assertTrue(stream.request(10)); // nothing was consumed
        assertEquals(-1, stream.fill());
        stream.consume(10);
        assertEquals(0, stream.window().length());
        assertFalse(stream.request(1));
        assertTrue(stream.request(0));
    }

    @Test
    void whatIsAskedWronglyIsRefused() throws IOException {
        StreamWindow stream = stream(Rings.MIRRORED, 100);
        stream.require(5);
        assertThrows(TooLargeException.class, () -> stream.request(CAPACITY + 1));
        assertThrows(TooLargeException.class, () -> stream.request(-1));
        assertThrows(EndOfStreamException.class, () -> stream.consume(stream.available() + 1));
        assertThrows(EndOfStreamException.class, () -> stream.consume(-1));
        assertThrows(EndOfStreamException.class, () -> stream.view(-1));
        assertThrows(EndOfStreamException.class, () -> stream.skip(-1));
        assertEquals(0, stream.position());
        assertThrows(StreamException.class, () -> StreamWindow.over(new Chunks(1, bytes, 1), 0));
        TooLargeException large = assertThrows(TooLargeException.class,
                () -> StreamWindow.over(new Chunks(1, bytes, 1), 1L << 40));
        assertEquals(1L << 40, large.size());
        assertTrue(large.limit() < 1L << 30);
        try (DatagramChannel datagrams = DatagramChannel.open()) {
            assertThrows(StreamException.class, () -> StreamWindow.over(datagrams, 10));
        }
    }

    @Test
    void fillReadsOnceAndStopsWhereThereIsNoRoom() throws IOException {
        StreamWindow stream = stream(Rings.MIRRORED, 3000);
        int sum = 0;
        while (stream.available() < CAPACITY) {
            sum += stream.fill();
            assertEquals(sum, stream.available());
        }
        assertEquals(0, stream.fill());
        stream.skip(SIZE - 10); // far more than the ring holds
        assertEquals(SIZE - 10, stream.position());
        assertThrows(EndOfStreamException.class, () -> stream.skip(11));
        assertEquals(SIZE, stream.position());
        assertEquals(-1, stream.fill());
    }

    @ParameterizedTest
    @EnumSource
    void afterItsCloseThereIsNothingToSee(Rings ring) throws IOException {
        StreamWindow stream = stream(ring, 1000);
        Window window = stream.require(4);
        Frames lines = stream.lines(100);
        stream.close();
        stream.close();
        assertThrows(ReleasedViewException.class, () -> window.getByte(0));
        assertThrows(StreamException.class, () -> stream.request(1));
        assertThrows(StreamException.class, stream::window);
        assertThrows(StreamException.class, stream::fill);
        assertThrows(StreamException.class, () -> stream.consume(1));
        assertThrows(StreamException.class, () -> stream.view(1));
        assertThrows(StreamException.class, () -> stream.find((byte) 0));
        assertThrows(StreamException.class, lines::next);
        assertThrows(StreamException.class, lines::poll);
    }

    @Test
    void filesAndStreamsAreRead() throws IOException {
        Path path = Files.write(folder.resolve("file"), bytes);
        try (FileInputStream file = new FileInputStream(path.toFile());
                StreamWindow ofFile = StreamWindow.over(file, 1 << 16);
                StreamWindow ofArray = StreamWindow.over(new ByteArrayInputStream(bytes), 1 << 16)) {
            assertTrue(ofFile.mirrored());
            assertFalse(ofArray.mirrored());
            for (StreamWindow stream : new StreamWindow[] {ofFile, ofArray}) {
                int at = 0;
                for (; stream.request(50_000); at += 50_000) {
                    try (MemoryView view = stream.view(50_000)) {
                        assertArrayEquals(Arrays.copyOfRange(bytes, at, at + 50_000), view.toBytes());
                    }
                    stream.consume(50_000);
                }
                assertEquals(SIZE, at);
                assertTrue(stream.ended());
            }
        }
    }

    @Test
    void aTrickleDoesNotPutTheDeadlineOff() {
        ReadableByteChannel trickle = new ReadableByteChannel() {
            private int reads;

            @Override
            public int read(ByteBuffer target) {
                if (reads++ % 2 == 0) {
                    return 0;
                }
                target.put((byte) 'x');
                return 1;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        StreamWindow stream = StreamWindow.over(trickle, CAPACITY).timeout(Duration.ofMillis(20));
        assertThrows(StreamDeadlineException.class, () -> stream.require(CAPACITY));
        assertThrows(StreamDeadlineException.class, stream.lines(CAPACITY - 2)::next);
        assertTrue(stream.available() < CAPACITY / 2, "there were some " + stream.available());
        assertEquals(Duration.ofMillis(20), stream.timeout());
    }
}
