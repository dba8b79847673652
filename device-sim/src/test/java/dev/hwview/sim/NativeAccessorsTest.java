// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hwview.device.Device;
import dev.hwview.fault.ClosedException;
import dev.hwview.register.BusGuard;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code -Ddev.hwview.accessors=native}: the registers by libhwview's accessors, which aarch64 needs. */
class NativeAccessorsTest {
    private static final String[] OPTIONS = {"--enable-native-access=ALL-UNNAMED", "-Ddev.hwview.accessors=native"};

    static final class EachAccess {
        public static void main(String[] arguments) {
            try (Device device = Device.open("sim:edu")) {
                RegisterSpace bar = device.registers();
                System.out.println(bar.getClass().getSimpleName());
                bar.write8(0x80, 0x1FE);
                bar.write16(0x82, 0x1FFFE);
                bar.write32(0x84, -2);
                bar.write64(0x88, -2);
                bar.write8Relaxed(0x80, 1);
                bar.write32Relaxed(0x84, 1);
                bar.read8(0x81);
                bar.read16(0x82);
                bar.read32(0x00);
                bar.read64(0x88);
                bar.read64Relaxed(0x90);
                Simulation simulation = Simulation.of(device);
                simulation.trace().accesses().forEach(System.out::println);
                simulation.faults().clear();
            }
        }
    }

    @Test
    void eachCallIsOneAccessOfItsWidth() throws Exception {
        assertEquals(List.of("NativeRegisterSpace",
                "write8(0x80, 0xfe)", "write16(0x82, 0xfffe)", "write32(0x84, 0xfffffffe)",
                "write64(0x88, 0xfffffffffffffffe)", "write8(0x80, 0x1)", "write32(0x84, 0x1)",
                "read8(0x81, 0xff)", "read16(0x82, 0xffff)", "read32(0x0, 0x10000ed)",
                "read64(0x88, 0xfffffffffffffffe)", "read64(0x90, 0x0)"), ForkedJvm.run(EachAccess.class, OPTIONS));
    }

    static final class BusyWhileClosing {
        public static void main(String[] arguments) throws Exception {
            for (int round = 0; round < 20; round++) {
                Device device = Device.open("sim:edu");
                RegisterSpace bar = device.registers();
                List<Thread> readers = Stream.generate(() -> new Thread(() -> readUntilClosed(bar))).limit(4).toList();
                readers.forEach(Thread::start);
                device.close();
                for (Thread reader : readers) {
                    reader.join();
                }
            }
            System.out.println("closed");
        }

        private static void readUntilClosed(RegisterSpace bar) {
            try {
                while (true) {
                    bar.read32(0);
                }
            } catch (ClosedException expected) {
                // its end
            }
        }
    }

    @Test
    void aDeviceClosesHoweverBusyItsCallersAre() throws Exception {
        assertEquals(List.of("closed"), ForkedJvm.run(BusyWhileClosing.class, OPTIONS));
    }

    static final class EachMistake {
        public static void main(String[] arguments) throws Exception {
            Device device = Device.open("sim:edu");
            RegisterSpace bar = device.registers();
            Said.by(() -> bar.read32(0x10_0000));
            Said.by(() -> bar.write32(2, 0));
            Simulation.of(device).presence(Presence.State.REMOVED);
            Said.by(() -> bar.read32(0));
            Simulation.of(device).presence(Presence.State.BUS_ERROR);
            Said.by(() -> bar.read16(0));
            Said.by(() -> bar.write64(0x80, 0));
            Simulation.of(device).presence(Presence.State.PRESENT);
            Said.by(() -> bar.read32(0));
            device.close();
            Said.by(() -> bar.read32(0));
            Said.by(() -> bar.write32(0, 0));
            otherThread();
        }

        private static void otherThread() throws InterruptedException {
            try (Arena confined = Arena.ofConfined()) {
                RegisterSpace space = RegisterSpace.over("mine", confined.allocate(64, 8), BusGuard.NONE,
                        Presence.ALWAYS);
                Thread other = new Thread(() -> {
                    Said.by(() -> space.read32(0));
                    Said.by(() -> space.write32(0, 0));
                });
                other.start();
                other.join();
            }
        }
    }

    @Test
    void eachMistakeHasTheExceptionOfTheFastPath() throws Exception {
        assertEquals(List.of(
                "OffsetException: offset 0x100000 of sim:edu (4 bytes) is outside its 1048576 bytes (0x0 to 0xfffff)",
                "AlignmentException: offset 0x2 of sim:edu is no multiple of the access width, 4 bytes",
                "DeviceRemovedException: offset 0x0 of sim:edu is gone: the device was removed, and all-ones is what "
                        + "an empty slot answers",
                "BusErrorException: offset 0x0 of sim:edu met a bus error: the device is no longer mapped",
                "BusErrorException: offset 0x80 of sim:edu met a bus error: the device is no longer mapped",
                "nothing",
                "ClosedException: offset 0x0 of sim:edu is closed",
                "ClosedException: offset 0x0 of sim:edu is closed",
                "WrongThreadException: offset 0x0 of mine belongs to another thread: its memory is from a "
                        + "confined arena",
                "WrongThreadException: offset 0x0 of mine belongs to another thread: its memory is from a "
                        + "confined arena"),
                ForkedJvm.run(EachMistake.class, OPTIONS));
    }
}
