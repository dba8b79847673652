// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both windows on both ends of real connections. */
@Timeout(60)
class SocketStreamTest {
    private static final int RECORDS = 5000;
    private static final int LONGEST = 3000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private SocketChannel near;
    private SocketChannel far;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            near = SocketChannel.open(server.getLocalAddress());
            far = server.accept();
        }
    }

    @AfterEach
    void disconnect() throws IOException {
        near.close();
        far.close();
        threads.shutdownNow();
    }

    private static byte[] record(int i) {
        return Chunks.random(i, new Random(i).nextInt(LONGEST + 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void recordsGoThroughASocket(boolean blocking) throws Exception {
        near.configureBlocking(blocking);
        far.configureBlocking(blocking);
        Future<?> sender = threads.submit(() -> {
            try (OutputWindow out = OutputWindow.over(near, 10_000)) {
                for (int i = 0; i < RECORDS; i++) {
                    byte[] record = record(i);
                    Window message = out.reserve(LengthPrefix.U32_BE.size() + LONGEST);
                    LengthPrefix.U32_BE.write(message, record.length);
                    new Cursor().within(message).skip(4).put(record, 0, record.length);
                    out.commit(LengthPrefix.U32_BE.size() + record.length);
                }
            }
            near.shutdownOutput();
            return null;
        });
        try (StreamWindow in = StreamWindow.over(far, 16 << 10)) {
            Frames frames = in.records(LengthPrefix.U32_BE, LONGEST);
            for (int i = 0; i < RECORDS; i++) {
                assertTrue(frames.next());
                byte[] seen = new byte[(int) frames.window().length()];
                new Cursor().within(frames.window()).get(seen, 0, seen.length);
                assertArrayEquals(record(i), seen);
            }
            assertFalse(frames.next());
            assertEquals(0, in.copied());
            assertFalse(far.isBlocking());
        }
        sender.get();
        assertEquals(blocking, far.isBlocking());
        assertEquals(blocking, near.isBlocking());
    }

    @Test
    void aDeadlineLosesNothing() throws IOException {
        try (StreamWindow in = StreamWindow.over(far, 4096).timeout(Duration.ofMillis(10))) {
            assertThrows(StreamDeadlineException.class, () -> in.require(1));
            near.write(ByteBuffer.wrap(new byte[] {0, 3, 7}));
            in.timeout(Duration.ofSeconds(30)).require(3);
            Frames frames = in.timeout(Duration.ZERO).records(LengthPrefix.U16_BE, 100);
            StreamDeadlineException late = assertThrows(StreamDeadlineException.class, frames::next);
            assertTrue(late.getMessage().contains("5 bytes, of which 3 are there"), late.getMessage());
            near.write(ByteBuffer.wrap(new byte[] {8, 9}));
            in.timeout(Duration.ofSeconds(30));
            assertTrue(frames.next());
            try (MemoryView view = frames.view()) {
                assertEquals("070809", view.hex());
            }
        }
    }

    @Test
    void whatIsNotTakenInTimeStaysToBeWritten() throws Exception {
        int size = 1 << 20;
        try (OutputWindow out = OutputWindow.over(near, size).timeout(Duration.ofMillis(10))) {
            byte[] sent = new byte[0];
            StreamDeadlineException late = null;
            for (int i = 0; late == null; i++) { // until the kernel takes no more
                byte[] part = Chunks.random(i, size);
                try {
                    new Cursor().within(out.reserve(size)).put(part, 0, size);
                    out.commit(size);
                    sent = Arrays.copyOf(sent, sent.length + size);
                    System.arraycopy(part, 0, sent, sent.length - size, size);
                    out.flush();
                } catch (StreamDeadlineException e) {
                    late = e;
                }
            }
            assertTrue(out.pending() > 0);
            assertEquals(sent.length, out.position() + out.pending());
            MemoryView received = MemoryView.of(new byte[sent.length]);
            Future<?> reader = threads.submit(() -> {
                Streams.readFully(far, received);
                return null;
            });
            out.timeout(Duration.ofSeconds(30)).flush();
            reader.get();
            assertArrayEquals(sent, received.toBytes());
        }
    }

    @Test
    void aChannelThatIsClosedMeanwhileEndsTheWait() throws IOException {
        try (StreamWindow in = StreamWindow.over(far, 4096)) {
            threads.submit(() -> {
                while (!far.isRegistered()) { // it is once it is waited for
                    Thread.onSpinWait();
                }
                far.close();
                return null;
            });
            assertThrows(ClosedChannelException.class, () -> in.require(1));
        }
    }

    @Test
    void aProgramMayWaitByASelectorOfItsOwn() throws IOException {
        far.configureBlocking(false);
        threads.submit(() -> {
            try (OutputWindow out = OutputWindow.over(near, 4096)) {
                for (int i = 0; i < 2000; i++) {
                    Window message = out.reserve(6);
                    LengthPrefix.U16_BE.write(message, 4);
                    message.setInt(2, i);
                    out.commit(6);
                    out.drain();
                }
                return null;
            }
        });
        try (Selector selector = Selector.open(); StreamWindow in = StreamWindow.over(far, 4096)) {
            far.register(selector, SelectionKey.OP_READ);
            Frames frames = in.records(LengthPrefix.U16_BE, 100);
            int count = 0;
            while (count < 2000) {
                assertTrue(selector.select(30_000) > 0);
                selector.selectedKeys().clear();
                assertTrue(in.fill() > 0);
                while (frames.poll()) {
                    assertEquals(count++, frames.window().getInt(0));
                }
            }
        }
        assertFalse(far.isBlocking());
    }

    @Test
    void aConnectionThatBreaksOffEndsTheStream() throws IOException {
        near.write(ByteBuffer.wrap(new byte[] {0, 9, 1}));
        near.close();
        try (StreamWindow in = StreamWindow.over(far, 4096)) {
            EndOfStreamException cut = assertThrows(EndOfStreamException.class,
                    in.records(LengthPrefix.U16_BE, 100)::next);
            assertEquals(11, cut.asked());
            assertEquals(3, cut.left());
        }
    }
}
