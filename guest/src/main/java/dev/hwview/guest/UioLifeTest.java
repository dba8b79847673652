// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.register.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** A device by UIO that the kernel takes away, for which it waits for nobody. */
@Timeout(90)
class UioLifeTest {
    private static final Path FOLDER = Path.of("/sys/bus/pci/devices", Guest.UNPLUGGED_EDU);

    private static String uio() throws IOException {
        Guest.bind(Guest.UNPLUGGED_EDU, "uio_pci_generic");
        try (Stream<Path> devices = Files.list(FOLDER.resolve("uio"))) {
            return "uio:" + devices.findFirst().orElseThrow().getFileName().toString().substring(3);
        }
    }

    /** Returns when somebody waits, with how that will end. */
    private static CompletableFuture<Throwable> end(Interrupt interrupt) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread waiter = Thread.ofPlatform().start(() -> {
            try {
                interrupt.await(Duration.ofHours(1));
                end.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                end.complete(e);
            }
        });
        while (waiter.getState() != Thread.State.TIMED_WAITING && waiter.isAlive()) {
            Thread.onSpinWait();
        }
        return end;
    }

    /** The kernel takes no mapping back here: what the registers answer is the slot's affair. */
    @Test
    void aRemovedDeviceEndsAWait(TestReporter reporter) throws Exception {
        try (Device device = Device.open(uio()); Interrupt interrupt = device.interrupt(InterruptMode.INTX)) {
            interrupt.enable();
            CompletableFuture<Throwable> end = end(interrupt);
            long begin = System.nanoTime();
            Files.writeString(FOLDER.resolve("remove"), "1");
            assertInstanceOf(DeviceRemovedException.class, end.get(20, TimeUnit.SECONDS));
            reporter.publishEntry("microseconds from the removal to the exception",
                    Long.toString((System.nanoTime() - begin) / 1000));
            assertThrows(DeviceRemovedException.class, () -> interrupt.await(Duration.ofHours(1)));
            assertEquals(Presence.State.REMOVED, device.presence());
        } finally {
            Files.writeString(Path.of("/sys/bus/pci/rescan"), "1");
        }
        assertTrue(Files.exists(FOLDER));
    }
}
