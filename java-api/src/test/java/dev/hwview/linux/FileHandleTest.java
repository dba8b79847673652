// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.ClosedException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.Scratch;
import dev.hwview.linux.internal.ffm.LinuxNative;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** System calls by many threads, and what is left of a file when it is closed under them. */
class FileHandleTest {
    private static final int THREADS = 100;
    private static final int ROUNDS = 2_000;

    @TempDir
    Path folder;

    private FileHandle open(byte[] content) throws IOException {
        Path path = Files.write(folder.resolve("file"), content);
        return new FileHandle("file", Libc.open(path.toString(), LinuxNative.O_RDWR() | LinuxNative.O_CLOEXEC()));
    }

    private static void onAll(ExecutorService threads, Runnable task) throws Exception {
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            ends.add(threads.submit(task));
        }
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
    }

    /** Each thread reads its own byte: a scratch that two had at once would show. */
    @Test
    void nobodySeesWhatAnotherReads() throws Exception {
        byte[] content = new byte[256];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        try (FileHandle file = open(content);
                ExecutorService platform = Executors.newFixedThreadPool(THREADS);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ExecutorService threads : List.of(platform, virtual)) {
                onAll(threads, () -> {
                    int mine = (int) Thread.currentThread().threadId() & 0xFF;
                    for (int i = 0; i < ROUNDS; i++) {
                        try (Scratch scratch = Scratch.take()) {
                            assertEquals(1, file.pread(scratch, 1, mine));
                            assertEquals(mine, scratch.get(1));
                            assertEquals(-Errno.EINVAL, file.pread(scratch, 1, -1));
                        }
                    }
                });
            }
        }
    }

    /** More than there are made ahead. */
    @Test
    void thereIsAlwaysOneMore() {
        List<Scratch> taken = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Scratch scratch = Scratch.take();
            scratch.put(Long.BYTES, i);
            taken.add(scratch);
        }
        for (int i = 0; i < 200; i++) {
            assertEquals(i, taken.get(i).get(Long.BYTES));
            taken.get(i).close();
        }
    }

    @Test
    void whoComesAfterTheEndIsRefusedAndTheNumberIsFree() throws Exception {
        for (int round = 0; round < 50; round++) {
            FileHandle file = open(new byte[8]);
            Path link = Path.of("/proc/self/fd", Integer.toString(file.descriptor()));
            assertTrue(Files.exists(link));
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                CountDownLatch running = new CountDownLatch(4);
                List<Future<?>> ends = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    ends.add(threads.submit(() -> {
                        try (Scratch scratch = Scratch.take()) {
                            while (true) {
                                assertEquals(8, file.pread(scratch, 8, 0));
                                running.countDown();
                            }
                        }
                    }));
                }
                assertTrue(running.await(30, TimeUnit.SECONDS));
                file.close();
                assertFalse(Files.exists(link) && Files.readSymbolicLink(link).equals(folder.resolve("file")));
                for (Future<?> end : ends) {
                    Throwable cause = assertThrows(Exception.class, () -> end.get(30, TimeUnit.SECONDS)).getCause();
                    assertEquals(ClosedException.class, cause.getClass());
                }
            }
            file.close(); // does nothing
            assertThrows(ClosedException.class, () -> file.ioctl(0, MemorySegment.NULL));
        }
    }
}
