// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.ExportException;
import dev.hwview.view.MemoryView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views as streams, by the contracts of java.io; a {@link ByteArrayInputStream} shows what they are. */
class ViewStreamsTest {
    private final byte[] array = Chunks.random(1, 1000);
    private final MemoryView view = MemoryView.of(array);

    @TempDir
    Path folder;

    @Test
    void aViewReadsLikeAnArray() throws IOException {
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            InputStream expected = new ByteArrayInputStream(array);
            InputStream stream = Streams.input(view);
            for (int step = 0; step < 50; step++) {
                switch (random.nextInt(7)) {
                    case 0 -> assertEquals(expected.read(), stream.read());
                    case 1 -> {
                        byte[] one = new byte[60];
                        byte[] other = new byte[60];
                        int offset = random.nextInt(20);
                        int length = random.nextInt(40);
                        assertEquals(expected.read(one, offset, length), stream.read(other, offset, length));
                        assertArrayEquals(one, other);
                    }
                    case 2 -> {
                        long count = random.nextInt(60) - 10;
                        assertEquals(expected.skip(count), stream.skip(count));
                    }
                    case 3 -> assertEquals(expected.available(), stream.available());
                    case 4 -> {
                        expected.mark(0);
                        stream.mark(0);
                    }
                    case 5 -> {
                        expected.reset();
                        stream.reset();
                    }
                    default -> assertArrayEquals(expected.readNBytes(17), stream.readNBytes(17));
                }
            }
            assertArrayEquals(expected.readAllBytes(), stream.readAllBytes());
            assertEquals(-1, stream.read());
            assertEquals(-1, stream.read(new byte[1]));
            assertEquals(0, stream.read(new byte[0]));
            stream.close();
        }
        assertThrows(IndexOutOfBoundsException.class, () -> Streams.input(view).read(new byte[3], 2, 2));
    }

    @Test
    void aClosedStreamDoesNothing() throws IOException {
        InputStream stream = Streams.input(view);
        assertThrows(ExportException.class, view::release);
        stream.close();
        stream.close();
        assertThrows(IOException.class, stream::read);
        assertThrows(IOException.class, () -> stream.read(new byte[1]));
        assertThrows(IOException.class, () -> stream.skip(1));
        assertThrows(IOException.class, stream::available);
        assertThrows(IOException.class, stream::reset);
        assertThrows(IOException.class, () -> stream.transferTo(OutputStream.nullOutputStream()));
        OutputStream out = Streams.output(view);
        out.close();
        out.close();
        assertThrows(IOException.class, () -> out.write(1));
        view.release();
    }

    @Test
    void whatIsTransferredGoesOnFromWhereTheStreamIs() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        InputStream stream = Streams.input(view);
        stream.skipNBytes(100);
        assertEquals(900, stream.transferTo(target));
        assertArrayEquals(java.util.Arrays.copyOfRange(array, 100, 1000), target.toByteArray());
        assertEquals(0, stream.transferTo(target));
        assertEquals(-1, stream.read());
        Path file = folder.resolve("file");
        try (OutputStream out = new FileOutputStream(file.toFile()); Arena arena = Arena.ofConfined()) {
            MemoryView memory = MemoryView.of(arena.allocate(1000));
            memory.assign(view);
            assertEquals(1000, Streams.input(memory).transferTo(out));
        }
        assertArrayEquals(array, Files.readAllBytes(file));
    }

    @Test
    void anArrayIsHandedOverAsItIs() throws IOException {
        byte[][] seen = new byte[1][];
        OutputStream spy = new OutputStream() {
            @Override
            public void write(int value) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                assertEquals(10, offset);
                assertEquals(50, length);
                seen[0] = bytes;
            }
        };
        Streams.input(view.slice(10, 60)).transferTo(spy);
        assertSame(array, seen[0]);
    }

    @Test
    void writingFillsTheViewAndNoMore() throws IOException {
        byte[] target = new byte[10];
        OutputStream out = Streams.output(MemoryView.of(target).slice(1, 9));
        out.write(0x101);
        out.write(new byte[] {9, 2, 3, 4, 9}, 1, 3);
        assertTrue(assertThrows(IOException.class, () -> out.write(new byte[5])).getMessage()
                .contains("5 bytes do not fit into a view of 8 behind 4"));
        out.write(new byte[] {5, 6, 7, 8});
        out.flush();
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 0}, target);
        assertThrows(IOException.class, () -> out.write(1));
        assertThrows(IndexOutOfBoundsException.class, () -> out.write(new byte[1], 1, 1));
        assertThrows(ExportException.class, () -> Streams.output(view.toReadOnly()));
    }
}
