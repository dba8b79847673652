// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.dma.DmaDirection;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How QEMU's process begins and ends, and what is told when it does so out of turn. */
class QemuLifeTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Threads by which the JDK waits for processes; it keeps them for a minute. */
    private static final Pattern POOLED_BY_JDK =
            Pattern.compile("process reaper.*|ForkJoinPool\\.commonPool-worker-.*");

    @BeforeAll
    static void withQemu() {
        Installed.require();
    }

    private static ProcessHandle qemu(Device device) {
        long pid = device.backend(QemuBackend.class).orElseThrow().machine().process().pid();
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static long count(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(folder))) {
            return entries.count();
        }
    }

    private static long left(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(QemuMachine.PREFIX)).count();
        }
    }

    private static long mapped() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains(QemuMachine.PREFIX)).count();
        }
    }

    private static void openAndClose() throws InterruptedException {
        try (Device device = Device.open("qtest:edu");
                Interrupt interrupt = device.interrupt(InterruptMode.MSI);
                DmaBuffer buffer = device.dma().allocate(1 << 16)) {
            interrupt.enable();
            device.registers().write32(0x60, 1);
            interrupt.await(SOON);
            assertEquals(1 << 16, buffer.size());
        }
    }

    /** Files, sockets among them, in the folders for temporary ones; mappings; descriptors; processes. */
    private record Count(long files, long mappings, long descriptors, long processes) {
        static Count now() {
            try {
                return new Count(left(Path.of(System.getProperty("java.io.tmpdir"))) + left(Path.of("/dev/shm")),
                        mapped(), count("/proc/self/fd"), ProcessHandle.current().children().count());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aHundredLivesLeaveNothing() throws Exception {
        openAndClose(); // what is made once, is
        Count before = settled(count -> count.mappings() == 0);
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 100; i++) {
            openAndClose();
        }
        assertEquals(before, settled(before::equals));
        assertEquals(0, before.files());
        assertEquals(List.of(), Thread.getAllStackTraces().keySet().stream().filter(thread -> !threads.contains(thread))
                .map(Thread::getName).filter(name -> !POOLED_BY_JDK.matcher(name).matches()).toList());
    }

    /** The view of all of the memory ends with the collector, so it may take more than one look. */
    private static Count settled(Predicate<Count> well) {
        long end = System.nanoTime() + SOON.toNanos();
        Count now = Count.now();
        while (!well.test(now) && System.nanoTime() < end) {
            System.gc();
            Thread.onSpinWait();
            now = Count.now();
        }
        return now;
    }

    @Test
    void whoseQemuEndsIsRemoved() throws Exception {
        try (Device device = Device.open("qtest:edu"); Interrupt interrupt = device.interrupt(InterruptMode.INTX)) {
            RegisterSpace bar = device.registers();
            interrupt.enable();
            ProcessHandle process = qemu(device);
            assertTrue(process.destroyForcibly());
            process.onExit().get(10, TimeUnit.SECONDS);
            assertThrows(DeviceRemovedException.class, () -> bar.read32(0));
            bar.write32(4, 1); // as into an empty slot
            assertEquals(Presence.State.REMOVED, device.presence());
            assertThrows(DeviceRemovedException.class, () -> interrupt.await(Duration.ofMillis(5)));
            assertThrows(DeviceRemovedException.class, device::reset);
        }
    }

    /** Neither has a deadline that would end the test. */
    @ParameterizedTest
    @EnumSource
    void whoWaitsIsToldOfTheEnd(InterruptMode mode) throws Exception {
        Assumptions.assumeTrue(mode != InterruptMode.MSIX, "edu has none");
        try (Device device = Device.open("qtest:edu"); Interrupt interrupt = device.interrupt(mode)) {
            interrupt.enable();
            CompletableFuture<Throwable> end = waiter(interrupt);
            ProcessHandle process = qemu(device);
            assertTrue(process.destroyForcibly());
            assertInstanceOf(DeviceRemovedException.class, end.get(SOON.toSeconds(), TimeUnit.SECONDS));
            assertThrows(DeviceRemovedException.class, () -> interrupt.await(Duration.ofDays(1)));
        }
    }

    private static CompletableFuture<Throwable> waiter(Interrupt interrupt) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread waiter = Thread.startVirtualThread(() -> {
            try {
                interrupt.await(Duration.ofDays(1));
                end.complete(null);
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        while (waiter.getState() != Thread.State.TIMED_WAITING && !end.isDone()) {
            Thread.onSpinWait();
        }
        return end;
    }

    /** It answers no more, but it is there. */
    @Test
    void whoseQemuHangsIsLate() throws Exception {
        try (Device device = Device.open("qtest:edu")) {
            ProcessHandle process = qemu(device);
            Interrupt interrupt = device.interrupt(InterruptMode.MSI);
            CompletableFuture<Throwable> end = waiter(interrupt);
            assertEquals(0, new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor());
            assertThrows(DeadlineException.class, () -> device.registers().read32(0));
            assertInstanceOf(DeviceRemovedException.class, end.get(SOON.toSeconds(), TimeUnit.SECONDS));
            assertThrows(DeviceRemovedException.class, () -> device.registers().read32(0), "and is not asked again");
            device.close();
            assertFalse(process.isAlive());
        }
    }

    /** A thread that is interrupted does not lose the device. */
    @Test
    void interruptedThreadsMayAccess() {
        try (Device device = Device.open("qtest:edu")) {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 100; i++) {
                device.registers().write32(4, i);
                assertEquals(~i, device.registers().read32(4));
            }
            assertTrue(Thread.interrupted());
            assertEquals(0x010000ed, device.registers().read32(0));
        }
    }

    /** Even if Java has no time for anything. */
    @Test
    void qemuEndsWithJava() throws Exception {
        Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Child.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String line = java.inputReader().readLine();
            ProcessHandle process = ProcessHandle.of(Long.parseLong(line)).orElseThrow();
            assertTrue(process.isAlive());
            java.destroyForcibly().onExit().get(10, TimeUnit.SECONDS);
            if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
                process.onExit().get(10, TimeUnit.SECONDS);
            } else {
                process.destroyForcibly();
            }
        } finally {
            java.destroyForcibly();
        }
    }

    /** Opens a device, tells its process, and waits to be killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            Device device = Device.open("qtest:edu");
            System.out.println(qemu(device).pid());
            System.in.read();
        }
    }

    @Test
    void memoryOfOthersIsRefused(@TempDir Path folder) throws IOException {
        Path path = Files.write(folder.resolve("file"), new byte[4096]);
        try (Device device = Device.open("qtest:edu"); Device other = Device.open("qtest:edu");
                FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofShared()) {
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_WRITE, 0, 4096, arena);
            assertTrue(assertThrows(ResourceException.class, () -> device.dma().map(mapped, DmaDirection.BIDIRECTIONAL))
                    .getMessage().startsWith("qtest:edu can't reach memory of a file or of another device: "));
            try (DmaBuffer buffer = device.dma().allocate(4096)) {
                MemorySegment taken = buffer.segment();
                assertThrows(ResourceException.class, () -> other.dma().map(taken, DmaDirection.BIDIRECTIONAL));
            }
            assertEquals(List.of(), device.dma().buffers());
        }
    }

    @Test
    void whatCanNotBeOpenedIsSaid() {
        assertEquals("qtest:piano is unknown: QEMU's models are used here of edu, e1000e",
                assertThrows(UnknownDeviceException.class, () -> Device.open("qtest:piano")).getMessage());
        assertEquals("qtest:edu has no option \"net=user\": there is qemu=PATH",
                assertThrows(UnknownDeviceException.class, () -> Device.open("qtest:edu,net=user")).getMessage());
        assertTrue(assertThrows(UnknownDeviceException.class, () -> Device.open("qtest:e1000e,mac=1")).getMessage()
                .contains("net=cable"));
        assertEquals("qtest:edu finds no program at /nowhere/qemu",
                assertThrows(UnknownDeviceException.class, () -> Device.open("qtest:edu,qemu=/nowhere/qemu"))
                        .getMessage());
        ResourceException wrong = assertThrows(ResourceException.class, () -> Device.open("qtest:edu,qemu=/bin/false"));
        assertTrue(wrong.getMessage().startsWith("qtest:edu lost QEMU, which said: "), wrong.getMessage());
        assertTrue(Device.list().stream().anyMatch(device -> device.address().equals("qtest:edu")));
    }
}
