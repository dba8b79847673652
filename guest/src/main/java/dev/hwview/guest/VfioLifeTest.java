// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.drivers.edu.Edu;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.register.Presence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The beginning and the end of devices by VFIO, wanted and unwanted. */
@Timeout(90)
class VfioLifeTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Path FOLDER = Path.of("/sys/bus/pci/devices", Guest.UNPLUGGED_EDU);

    private record Count(long files, long mappings, long threads) {
        static Count now() throws IOException {
            return new Count(entries("/proc/self/fd"), Files.readString(Path.of("/proc/self/maps")).lines()
                    .filter(line -> line.contains("vfio") || line.contains("anon_inode")).count(),
                    entries("/proc/self/task"));
        }

        private static long entries(String folder) throws IOException {
            try (Stream<Path> entries = Files.list(Path.of(folder))) {
                return entries.count();
            }
        }
    }

    @Test
    void aHundredLivesLeaveNothing() throws IOException {
        String address = Guest.vfio(Guest.EDU);
        Count before = null;
        for (int life = 0; life < 105; life++) {
            if (life == 5) { // what is made once is made by now
                before = Count.now();
            }
            try (Device device = Device.open(address); Interrupt interrupt = device.interrupt(InterruptMode.MSI)) {
                interrupt.enable();
                DmaBuffer buffer = device.dma().allocate(1 << 16);
                assertEquals(4096, buffer.iova()); // the same as in each life
                assertTrue(new Edu(device).liveness(life));
            }
        }
        assertEquals(before, Count.now());
    }

    @Test
    void aKilledProgramLeavesTheDeviceToTheNext() throws Exception {
        String address = Guest.vfio(Guest.EDU);
        Process child = Child.start(address);
        assertEquals("holds 1048576 bytes of " + address, child.inputReader().readLine());
        assertTrue(assertThrows(DeviceAccessException.class, () -> Device.open(address)).getMessage()
                .startsWith(address + " is in use: somebody has /dev/vfio/"));
        child.destroyForcibly();
        assertTrue(child.waitFor(20, TimeUnit.SECONDS));
        try (Device device = Device.open(address); Edu edu = new Edu(device)) {
            edu.enableInterrupt(InterruptMode.MSI);
            edu.interruptItself(1);
            assertEquals("1.0", edu.identify());
        }
    }

    /** The kernel wants it back: it says so, and waits. */
    @Test
    void aRemovedDeviceEndsALoopOfRegisterReads(TestReporter reporter) throws Exception {
        Device device = Device.open(Guest.vfio(Guest.UNPLUGGED_EDU));
        AtomicLong begin = new AtomicLong();
        Thread remover = remove(begin);
        try {
            long deadline = System.nanoTime() + SOON.toNanos();
            assertThrows(DeviceRemovedException.class, () -> {
                while (System.nanoTime() < deadline) {
                    device.registers().read32(0);
                }
            });
            publish(reporter, begin);
            assertEquals(Presence.State.REMOVED, device.presence());
            assertThrows(DeviceRemovedException.class, () -> device.registers().write32(4, 0));
        } finally {
            device.close();
        }
        comesAgain(remover);
    }

    /** The kernel waits for the device to be closed, so on a thread of its own; notes when it begins. */
    private static Thread remove(AtomicLong begin) {
        return Thread.ofPlatform().start(() -> {
            begin.set(System.nanoTime());
            write(FOLDER + "/remove");
        });
    }

    private static void publish(TestReporter reporter, AtomicLong begin) {
        reporter.publishEntry("microseconds from the removal to the exception",
                Long.toString((System.nanoTime() - begin.get()) / 1000));
    }

    private static void comesAgain(Thread remover) throws InterruptedException {
        assertTrue(remover.join(SOON), "the kernel waits still");
        assertFalse(Files.exists(FOLDER));
        write("/sys/bus/pci/rescan");
        assertTrue(Files.exists(FOLDER));
    }

    @ParameterizedTest
    @EnumSource(names = {"INTX", "MSI"})
    void aRemovedDeviceEndsAWaitForItsInterrupt(InterruptMode mode, TestReporter reporter) throws Exception {
        AtomicLong begin = new AtomicLong();
        Thread remover;
        try (Device device = Device.open(Guest.vfio(Guest.UNPLUGGED_EDU));
                Interrupt interrupt = device.interrupt(mode)) {
            interrupt.enable();
            remover = remove(begin);
            assertThrows(DeviceRemovedException.class, () -> interrupt.await(Duration.ofHours(1)));
            publish(reporter, begin);
        }
        comesAgain(remover);
    }

    @Test
    void aDeviceUnpluggedDuringDmaIsReported() throws Exception {
        Device device = Device.open(Guest.vfio(Guest.UNPLUGGED_EDU));
        Edu edu = new Edu(device);
        try (DmaBuffer buffer = device.dma().allocate(4096)) {
            Guest.monitor("device_del " + Guest.UNPLUGGED_EDU_ID);
            long deadline = System.nanoTime() + SOON.toNanos();
            assertThrows(DeviceRemovedException.class, () -> {
                while (System.nanoTime() < deadline) {
                    edu.toDevice(buffer, 0, 64);
                }
            });
        } finally {
            edu.close();
            device.close();
        }
        assertTrue(Guest.within(SOON, () -> !Files.exists(FOLDER)), "it is there still");
        plugInAgain();
    }

    /** QEMU has the slot free some time after the kernel has the device out, and refuses before. */
    private static void plugInAgain() throws IOException {
        for (int attempt = 0; attempt < 20; attempt++) {
            Guest.monitor("device_add edu,bus=slot1,id=" + Guest.UNPLUGGED_EDU_ID);
            if (Guest.within(Duration.ofSeconds(1), () -> Files.exists(FOLDER.resolve("driver_override")))) {
                return;
            }
        }
        fail("it did not come again");
    }

    private static void write(String file) {
        try {
            Files.writeString(Path.of(file), "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
