// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.view.MemoryView;
import dev.hwview.view.ReleasedViewException;
import dev.hwview.view.ViewIndexException;
import dev.hwview.view.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputWindowTest {
    private static final int CAPACITY = 4096;

    private final byte[] bytes = Chunks.random(40, 300_000);

    @ParameterizedTest
    @EnumSource
    void whatIsCommittedIsWhatIsWritten(Rings ring) throws IOException {
        Random random = new Random(41);
        for (int most : new int[] {13, 900, 100_000}) {
            Chunks target = new Chunks(42, new byte[0], most);
            int at = 0;
            try (OutputWindow out = new OutputWindow(target, ring.make(CAPACITY))) {
                while (bytes.length - at > CAPACITY) {
                    int reserved = random.nextInt(CAPACITY + 1);
                    Window window = out.reserve(reserved);
                    assertEquals(reserved, window.length());
                    new Cursor().within(window).put(bytes, at, reserved);
                    if (random.nextInt(5) > 0) {
                        int committed = random.nextInt(reserved + 1);
                        out.commit(committed);
                        at += committed;
                    }
                    switch (random.nextInt(4)) {
                        case 0 -> out.drain();
                        case 1 -> {
                            out.flush();
                            assertEquals(0, out.pending());
                        }
                        default -> assertEquals(at, out.position() + out.pending());
                    }
                }
                out.reserve(10); // and not committed
            }
            assertArrayEquals(Arrays.copyOf(bytes, at), target.written());
        }
    }

    @Test
    void whatIsAskedWronglyIsRefused() throws IOException {
        OutputWindow out = OutputWindow.over(new Chunks(43, new byte[0], 10), CAPACITY);
        assertThrows(TooLargeException.class, () -> out.commit(1));
        assertThrows(TooLargeException.class, () -> out.reserve(CAPACITY + 1));
        assertThrows(TooLargeException.class, () -> out.reserve(-1));
        Window window = out.reserve(5);
        assertThrows(ViewIndexException.class, () -> window.setByte(5, (byte) 0));
        assertThrows(TooLargeException.class, () -> out.commit(6));
        out.commit(5);
        assertThrows(ViewIndexException.class, () -> window.setByte(0, (byte) 0)); // out of hand
        assertThrows(TooLargeException.class, () -> out.commit(1));
        out.reserve(8);
        assertThrows(TooLargeException.class, () -> LengthPrefix.U16.write(window, 65_536));
        assertThrows(TooLargeException.class, () -> LengthPrefix.U32.write(window, -1));
        assertThrows(StreamException.class, () -> OutputWindow.over(new Chunks(1, bytes, 1), 0));
        try (DatagramChannel datagrams = DatagramChannel.open()) {
            assertThrows(StreamException.class, () -> OutputWindow.over(datagrams, 10));
        }
        out.close();
        out.close();
        assertThrows(ReleasedViewException.class, () -> window.setByte(0, (byte) 0));
        assertThrows(StreamException.class, () -> out.reserve(1));
        assertThrows(StreamException.class, out::flush);
        assertThrows(StreamException.class, out::drain);
    }

    @Test
    void aViewThatIsHeldIsNotReservedAgain() throws IOException {
        Chunks target = new Chunks(44, new byte[0], 10_000);
        OutputWindow out = OutputWindow.over(target, CAPACITY);
        MemoryView view = out.reserve(CAPACITY).view();
        view.setByte(0, (byte) 42);
        out.commit(CAPACITY);
        assertEquals(1, assertThrows(HeldException.class, () -> out.reserve(1)).views());
        view.release();
        out.reserve(1).setByte(0, (byte) 43);
        out.commit(1);
        out.close();
        assertEquals(42, target.written()[0]);
        assertEquals(43, target.written()[CAPACITY]);
    }

    @Test
    void streamsAreWrittenToo() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (OutputWindow out = OutputWindow.over(target, 100)) {
            for (int i = 0; i < 1000; i++) {
                out.reserve(4).setIntBE(0, i);
                out.commit(4);
            }
        }
        assertEquals(4000, target.size());
        assertEquals((byte) (999 & 0xff), target.toByteArray()[3999]);
    }

    @Test
    void aFailureToWriteFreesTheRingNevertheless() throws IOException {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("no more");
            }
        };
        OutputWindow out = OutputWindow.over(broken, 100);
        Window window = out.reserve(1);
        out.commit(1);
        assertEquals("no more", assertThrows(IOException.class, out::flush).getMessage());
        assertEquals(1, out.pending());
        assertThrows(IOException.class, out::close);
        assertThrows(ReleasedViewException.class, () -> window.getByte(0));
        out.close();
    }
}
