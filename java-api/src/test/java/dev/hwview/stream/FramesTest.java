// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.MemoryView;
import dev.hwview.view.ViewIndexException;
import dev.hwview.view.Window;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FramesTest {
    private static final int CAPACITY = 4096;
    private static final int LONGEST = 1000;

    private static StreamWindow stream(byte[] bytes, int most, Rings ring) {
        return new StreamWindow(new Chunks(30, bytes, most), ring.make(CAPACITY));
    }

    private static StreamWindow stream(byte... bytes) {
        return StreamWindow.over(new ByteArrayInputStream(bytes), 32);
    }

    private static byte[] bytes(Window window) {
        byte[] bytes = new byte[(int) window.length()];
        new Cursor().within(window).get(bytes, 0, bytes.length);
        return bytes;
    }

    private static byte[] prefixed(LengthPrefix prefix, List<byte[]> records) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean big = prefix == LengthPrefix.U16_BE || prefix == LengthPrefix.U32_BE;
        for (byte[] record : records) {
            ByteBuffer head = ByteBuffer.allocate(prefix.size())
                    .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            if (prefix.size() == Short.BYTES) {
                head.putShort((short) record.length);
            } else {
                head.putInt(record.length);
            }
            all.writeBytes(head.array());
            all.writeBytes(record);
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void recordsComeAsTheyWereSent(Rings ring) throws IOException {
        Random random = new Random(31);
        for (LengthPrefix prefix : LengthPrefix.values()) {
            List<byte[]> records = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                records.add(Chunks.random(i, random.nextInt(LONGEST + 1)));
            }
            byte[] sent = prefixed(prefix, records);
            try (StreamWindow stream = stream(sent, random.nextInt(5000) + 1, ring)) {
                Frames frames = stream.records(prefix, LONGEST);
                for (byte[] record : records) {
                    assertTrue(frames.next());
                    assertArrayEquals(record, bytes(frames.window()));
                    assertEquals(stream.position() + prefix.size(), frames.position());
                }
                assertFalse(frames.next());
                assertFalse(frames.next());
                assertEquals(sent.length, stream.position());
            }
        }
    }

    @Test
    void aRecordThatIsCutSaysHowMuchIsMissing() throws IOException {
        Frames frames = stream((byte) 1, (byte) 0, (byte) 9, (byte) 5, (byte) 0, (byte) 1, (byte) 2)
                .records(LengthPrefix.U16, 10);
        assertTrue(frames.next());
        EndOfStreamException cut = assertThrows(EndOfStreamException.class, frames::next);
        assertEquals("7 bytes are asked for at 3, and the stream has 4 left", cut.getMessage());
        assertThrows(EndOfStreamException.class, frames::next);
        assertThrows(EndOfStreamException.class, frames::poll);
        assertThrows(StreamException.class, frames::window);
        Frames half = stream((byte) 1).records(LengthPrefix.U32, 10);
        assertEquals(4, assertThrows(EndOfStreamException.class, half::next).asked());
    }

    @Test
    void aRecordOverTheLimitIsRefusedByItsLengthAlone() throws IOException {
        StreamWindow stream = stream((byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff);
        Frames frames = stream.records(LengthPrefix.U32, 20);
        TooLargeException large = assertThrows(TooLargeException.class, frames::next);
        assertEquals("the record at 0 of 4294967295 bytes is over the limit of 20", large.getMessage());
        assertEquals(0, stream.position());
        assertThrows(TooLargeException.class, () -> stream.records(LengthPrefix.U32, 29));
        assertThrows(TooLargeException.class, () -> stream.lines(31));
        assertThrows(TooLargeException.class, () -> stream.windows(33, 1));
        assertThrows(TooLargeException.class, () -> stream.records(LengthPrefix.U16, -3));
        assertThrows(StreamException.class, () -> stream.windows(3, 0));
    }

    @ParameterizedTest
    @EnumSource
    void linesAreThoseOfAReader(Rings ring) throws IOException {
        Random random = new Random(32);
        for (int round = 0; round < 20; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                text.append("x".repeat(random.nextInt(4) == 0 ? random.nextInt(LONGEST + 1) : random.nextInt(3)));
                text.append(random.nextBoolean() ? "\n" : "\r\n");
            }
            text.append(random.nextBoolean() ? "without an end" : "");
            byte[] sent = text.toString().getBytes(StandardCharsets.US_ASCII);
            BufferedReader expected = new BufferedReader(new StringReader(text.toString()));
            try (StreamWindow stream = stream(sent, random.nextInt(3000) + 1, ring)) {
                Frames lines = stream.lines(LONGEST);
                while (lines.next()) {
                    assertEquals(expected.readLine(), new String(bytes(lines.window()), StandardCharsets.US_ASCII));
                }
                assertEquals(null, expected.readLine());
            }
        }
    }

    @Test
    void aLineOverTheLimitIsRefusedWithoutItsEnd() throws IOException {
        for (String end : new String[] {"", "\n", "\r\n", "and more\n"}) {
            boolean fits = !end.startsWith("and");
            Frames lines = stream(("12345678" + end).getBytes(StandardCharsets.US_ASCII)).lines(8);
            if (fits) {
                assertTrue(lines.next());
                assertEquals(8, lines.window().length());
            } else {
                assertThrows(TooLargeException.class, lines::next);
            }
            assertThrows(TooLargeException.class,
                    stream(("123456789" + end).getBytes(StandardCharsets.US_ASCII)).lines(8)::next);
        }
        Frames zeros = stream((byte) 1, (byte) 13, (byte) 0, (byte) 0, (byte) 2).delimited((byte) 0, 4);
        List<Long> lengths = new ArrayList<>();
        while (zeros.next()) {
            lengths.add(zeros.window().length());
        }
        assertEquals(List.of(2L, 0L, 1L), lengths);
    }

    @ParameterizedTest
    @EnumSource
    void windowsSlideOverStreamsAndViewsAlike(Rings ring) throws IOException {
        byte[] bytes = Chunks.random(33, 20_000);
        for (int[] sizes : new int[][] {{1, 1}, {100, 7}, {7, 100}, {4096, 1000}, {3, 9000}, {500, 500}}) {
            int width = sizes[0];
            int step = sizes[1];
            try (StreamWindow stream = stream(bytes, 700, ring);
                    Windows windows = Windows.over(MemoryView.of(bytes), width, step)) {
                Frames sliding = stream.windows(width, step);
                int places = 0;
                for (int at = 0; at + width <= bytes.length; at += step) {
                    assertTrue(sliding.next() && windows.next());
                    assertEquals(at, sliding.position());
                    assertEquals(at, windows.position());
                    byte[] expected = Arrays.copyOfRange(bytes, at, at + width);
                    assertArrayEquals(expected, bytes(sliding.window()));
                    assertArrayEquals(expected, bytes(windows.window()));
                    places++;
                }
                assertEquals(places, windows.count());
                assertFalse(sliding.next() || windows.next() || windows.poll());
                assertThrows(StreamException.class, windows::window);
            }
        }
        assertEquals(0, Windows.over(MemoryView.of(bytes), 20_001, 1).count());
        assertThrows(StreamException.class, () -> Windows.over(MemoryView.of(bytes), 0, 1));
        assertThrows(StreamException.class, Windows.over(MemoryView.of(bytes), 1, 1)::window);
    }

    @ParameterizedTest
    @EnumSource
    void aFrameStaysUntilTheNextIsAskedFor(Rings ring) throws IOException {
        byte[] bytes = Chunks.random(34, 50_000);
        try (StreamWindow stream = stream(bytes, 2000, ring)) {
            Frames frames = stream.windows(100, 100);
            for (int at = 0; frames.next(); at += 100) {
                Window window = frames.window();
                stream.request(Math.min(CAPACITY, bytes.length - at)); // moves the ring's contents, if it must
                assertArrayEquals(Arrays.copyOfRange(bytes, at, at + 100), bytes(window));
                try (MemoryView view = frames.view()) {
                    assertArrayEquals(Arrays.copyOfRange(bytes, at, at + 100), view.toBytes());
                }
            }
        }
    }

    @Test
    void framesGoOnWhereTheStreamWasLeft() throws IOException {
        StreamWindow stream = stream("HELLO\none\ntwo\nthree\n".getBytes(StandardCharsets.US_ASCII));
        stream.skip(6);
        Frames lines = stream.lines(10);
        assertThrows(StreamException.class, lines::window);
        assertTrue(lines.next());
        Window line = lines.window();
        assertEquals(6, lines.position());
        stream.consume(4); // by hand what next() would consume
        assertThrows(StreamException.class, lines::window);
        assertThrows(StreamException.class, lines::view);
        assertThrows(ViewIndexException.class, () -> line.getByte(0));
        assertTrue(lines.next());
        assertArrayEquals("two".getBytes(StandardCharsets.US_ASCII), bytes(lines.window()));
        stream.skip(7); // beyond it
        assertTrue(lines.next());
        assertArrayEquals("ee".getBytes(StandardCharsets.US_ASCII), bytes(lines.window()));
        assertFalse(lines.next());
    }

    @Test
    void pollReadsNothing() throws IOException {
        byte[] sent = prefixed(LengthPrefix.U16_BE, List.of(new byte[] {1}, new byte[] {2, 2}, new byte[0]));
        StreamWindow stream = StreamWindow.over(new Chunks(35, sent, 1), CAPACITY);
        Frames frames = stream.records(LengthPrefix.U16_BE, 100);
        List<Long> lengths = new ArrayList<>();
        int fills = 0;
        while (!stream.ended()) {
            while (frames.poll()) {
                lengths.add(frames.window().length());
            }
            assertThrows(StreamException.class, frames::window);
            stream.fill();
            fills++;
        }
        assertFalse(frames.poll());
        assertEquals(List.of(1L, 2L, 0L), lengths);
        assertTrue(fills > sent.length, "byte by byte");
    }
}
