// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.Pipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done for each record allocates nothing: many times, and not one byte of this thread's. */
class StreamAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int TIMES = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long sink;

    private interface Deed {
        void run() throws IOException;
    }

    /** The best of some rounds: what the JVM itself allocates when it replaces code under way comes once. */
    private static void assertAllocatesNothing(Deed deed) throws IOException {
        long thread = Thread.currentThread().threadId();
        repeat(deed, WARM_UP);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5 && least > 0; round++) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            repeat(deed, TIMES);
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
        }
        assertEquals(0, least, "bytes in " + TIMES + " times");
    }

    private static void repeat(Deed deed, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            deed.run();
        }
    }

    /** Through a pipe and out of it, by both rings and the kernel. */
    @ParameterizedTest
    @EnumSource(names = {"MIRRORED", "FLAT"})
    void aRecordThatIsSentAndReceived(Rings ring) throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source(); Pipe.SinkChannel target = pipe.sink();
                OutputWindow out = new OutputWindow(target, ring.make(4096));
                StreamWindow in = new StreamWindow(source, ring.make(4096))) {
            Frames frames = in.records(LengthPrefix.U16_BE, 1000);
            Cursor cursor = new Cursor();
            assertAllocatesNothing(() -> {
                for (int i = 0; i < 3; i++) {
                    Window message = out.reserve(102);
                    LengthPrefix.U16_BE.write(message, 100);
                    message.setIntBE(2, i);
                    out.commit(102);
                }
                out.flush();
                for (int i = 0; i < 3; i++) {
                    assertTrue(frames.next());
                    sink += cursor.within(frames.window()).getIntBE() + cursor.remaining();
                }
            });
        }
    }

    @Test
    void aWindowThatSlidesAndACursorThatReads() throws IOException {
        byte[] array = new byte[1000];
        try (Cursor cursor = Cursor.over(MemoryView.of(array))) {
            assertAllocatesNothing(() -> {
                cursor.position(0);
                cursor.putInt(1).putLongBE(2).putShort((short) 3).putByte((byte) 4);
                cursor.position(0).skip(4);
                sink += cursor.getLongBE() + cursor.getShort() + cursor.getByte();
            });
        }
        Windows[] windows = {Windows.over(MemoryView.of(array), 10, 1)};
        assertAllocatesNothing(() -> {
            if (windows[0].next()) {
                sink += windows[0].window().getShort(0);
            }
        });
        MemoryView view = MemoryView.of(array);
        try (var in = Streams.input(view)) {
            assertAllocatesNothing(() -> {
                in.reset();
                sink += in.read();
            });
        }
    }
}
