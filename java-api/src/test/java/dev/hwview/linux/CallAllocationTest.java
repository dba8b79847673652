// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.BusGuard;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** An access that is a system call allocates nothing, nor do an interrupt's mask and acknowledgement. */
class CallAllocationTest {
    private static final int TIMES = 20_000;
    private static final int ROUNDS = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;
    private final Arena arena = Arena.ofShared();
    private FileHandle file;
    private Eventfd eventfd;
    private long sink;

    @BeforeEach
    void open() throws IOException {
        Path path = Files.write(folder.resolve("registers"), new byte[64]);
        file = new FileHandle("file", Libc.open(path.toString(), LinuxNative.O_RDWR() | LinuxNative.O_CLOEXEC()));
        eventfd = new Eventfd("file");
    }

    @AfterEach
    void close() {
        file.close();
        eventfd.close();
        arena.close();
    }

    /**
     * The best of some rounds. Before the last compiler has seen the call, the JDK makes a slice of the memory for
     * errno each time; and what the JVM itself allocates when it replaces code under way comes once.
     */
    private static void checkAllocatesNothing(Runnable deed) {
        repeat(deed);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            repeat(deed);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes in " + TIMES + " times");
    }

    private static void repeat(Runnable deed) {
        for (int i = 0; i < TIMES; i++) {
            deed.run();
        }
    }

    private static Stream<DynamicTest> eachAllocatesNothing(Map<String, Runnable> deeds) {
        return deeds.entrySet().stream()
                .map(deed -> dynamicTest(deed.getKey(), () -> checkAllocatesNothing(deed.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> registers() {
        RegisterSpace part = RegisterSpace.over("part", arena.allocate(16, 8), BusGuard.NONE, Presence.ALWAYS);
        RegisterSpace space = FileRegisterSpace.of("file", 64, file, 0, Presence.ALWAYS,
                List.of(new FileRegisterSpace.Part(32, part)));
        Map<String, Runnable> deeds = new LinkedHashMap<>();
        deeds.put("read8", () -> sink += space.read8(1));
        deeds.put("read16", () -> sink += space.read16(2));
        deeds.put("read32", () -> sink += space.read32(4));
        deeds.put("write8", () -> space.write8(1, 7));
        deeds.put("write16", () -> space.write16(2, 7));
        deeds.put("write32", () -> space.write32(4, 7));
        deeds.put("read32 where it is mapped", () -> sink += space.read32(36));
        deeds.put("write32 where it is mapped", () -> space.write32(36, 7));
        return eachAllocatesNothing(deeds);
    }

    @TestFactory
    Stream<DynamicTest> interrupts() {
        VfioDevice device = new VfioDevice("file", file); // which refuses, as it is no device
        UioInterrupt line = new UioInterrupt("file", file, null);
        Map<String, Runnable> deeds = new LinkedHashMap<>();
        deeds.put("VFIO mask", () -> sink += device.mask(0));
        deeds.put("VFIO unmask", () -> sink += device.unmask(0));
        deeds.put("VFIO signal at", () -> sink += device.trigger(1, 3, 7));
        deeds.put("UIO unmask", () -> line.unmask(0));
        deeds.put("eventfd", () -> {
            eventfd.add(1);
            sink += eventfd.take() + eventfd.take();
        });
        return eachAllocatesNothing(deeds);
    }
}
