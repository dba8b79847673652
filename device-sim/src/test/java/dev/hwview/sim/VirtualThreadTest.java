// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Threads that wait for interrupts give their carrier back: with one carrier, all the others still run. */
class VirtualThreadTest {
    static final class HundredWait {
        private static final int DEVICES = 10;
        private static final int WAITERS_EACH = 10;
        private static final Duration PATIENCE = Duration.ofSeconds(60);

        public static void main(String[] arguments) throws Exception {
            AtomicInteger[] served = new AtomicInteger[DEVICES];
            List<Device> devices = new ArrayList<>();
            List<Thread> waiters = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                Device device = Device.open("sim:edu");
                AtomicInteger count = served[i] = new AtomicInteger();
                Interrupt interrupt = device.interrupt(InterruptMode.MSI);
                interrupt.enable();
                devices.add(device);
                for (int j = 0; j < WAITERS_EACH; j++) {
                    waiters.add(Thread.startVirtualThread(() -> await(interrupt, count)));
                }
            }
            runsBesides();
            serve(devices, served);
            for (Thread waiter : waiters) {
                waiter.join(PATIENCE);
            }
            System.out.println("served " + List.of(served));
            devices.forEach(Device::close);
        }

        private static void await(Interrupt interrupt, AtomicInteger count) {
            try {
                interrupt.await(PATIENCE);
                count.incrementAndGet();
            } catch (Exception e) {
                System.out.println(e);
            }
        }

        /** A hundred wait, and the one carrier is free for one more. */
        private static void runsBesides() throws InterruptedException {
            Thread other = Thread.startVirtualThread(() -> System.out.println("another runs"));
            System.out.println("it ended: " + other.join(PATIENCE));
        }

        /** One signal may end one wait, or be counted with the next one: so it signals until all are served. */
        private static void serve(List<Device> devices, AtomicInteger[] served) throws InterruptedException {
            long start = System.nanoTime();
            for (int i = 0; i < DEVICES; i++) {
                while (served[i].get() < WAITERS_EACH && System.nanoTime() - start < PATIENCE.toNanos()) {
                    EduBar.RAISE.write(devices.get(i).registers(), 1);
                    Thread.sleep(1);
                }
            }
        }
    }

    @Test
    void aHundredWaitOnTenDevicesWithOneCarrier() throws Exception {
        List<String> lines = ForkedJvm.run(HundredWait.class, "--enable-native-access=ALL-UNNAMED",
                "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");
        assertEquals(List.of("another runs", "it ended: true",
                "served [10, 10, 10, 10, 10, 10, 10, 10, 10, 10]"), lines);
    }
}
