// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.BusErrorException;
import dev.hwview.register.Presence;
import dev.hwview.register.Register16;
import dev.hwview.register.RegisterSpace;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An error of PCI Express that can't be corrected (AER): the kernel tells who has the device open. QEMU's 82574L has no
 * bits to turn such reports on; its virtio devices have.
 */
@Timeout(90)
class VfioErrorTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Of virtio's common configuration, which this device has at the start of BAR 4. It has one queue. */
    private static final Register16 NUM_QUEUES = Register16.at("num_queues", 18);

    /** The kernel goes on after this one, and resets the slot after the other. */
    private static final String COMPLETER_ABORT = "COMP_ABORT";
    private static final String DATA_LINK_PROTOCOL = "DLP";

    private static final String RECOVERED = "AER: device recovery successful";

    private Device device;
    private RegisterSpace bar;

    @BeforeEach
    void open() {
        device = Device.open(Guest.vfio(Guest.RNG));
        bar = device.registers(4);
        assertEquals(1, NUM_QUEUES.read(bar));
    }

    @AfterEach
    void close() {
        device.close();
        Guest.unbind(Guest.RNG);
    }

    /** Has QEMU inject one, by QEMU's name for it. */
    private static void fail(String error) throws IOException {
        Guest.monitor("pcie_aer_inject_error " + Guest.RNG_ID + " " + error);
    }

    @Test
    void endsALoopOfRegisterReads(TestReporter reporter) throws IOException {
        long deadline = System.nanoTime() + SOON.toNanos();
        fail(COMPLETER_ABORT);
        long told = System.nanoTime();
        assertThrows(BusErrorException.class, () -> {
            while (System.nanoTime() < deadline) {
                NUM_QUEUES.read(bar);
            }
        });
        reporter.publishEntry("microseconds from the error to the exception",
                Long.toString((System.nanoTime() - told) / 1000));
        assertEquals(Presence.State.BUS_ERROR, device.presence());
        assertThrows(BusErrorException.class, () -> NUM_QUEUES.read(bar), "until somebody does something about it");
    }

    @Test
    void isOverAfterAReset() throws IOException {
        fail(COMPLETER_ABORT);
        assertTrue(Guest.within(SOON, () -> device.presence() == Presence.State.BUS_ERROR));
        device.reset();
        assertEquals(Presence.State.PRESENT, device.presence());
        assertEquals(1, NUM_QUEUES.read(bar));
        fail(COMPLETER_ABORT); // and is told again
        assertTrue(Guest.within(SOON, () -> device.presence() == Presence.State.BUS_ERROR));
    }

    /** The kernel lets nobody else reset it meanwhile, and leaves it without addresses. */
    @Test
    void aSlotThatTheKernelResetIsSetUpAgain() throws IOException {
        long before = Guest.logged(RECOVERED);
        fail(DATA_LINK_PROTOCOL);
        assertTrue(Guest.within(SOON, () -> device.presence() == Presence.State.BUS_ERROR));
        device.reset();
        assertTrue(Guest.within(SOON, () -> Guest.logged(RECOVERED) > before));
        device.reset();
        assertEquals(Presence.State.PRESENT, device.presence());
        assertEquals(1, NUM_QUEUES.read(bar));
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPLETER_ABORT, DATA_LINK_PROTOCOL})
    void isOverAtTheNextOpening(String error) throws IOException {
        long before = Guest.logged(RECOVERED);
        fail(error);
        assertTrue(Guest.within(SOON, () -> device.presence() == Presence.State.BUS_ERROR));
        assertTrue(Guest.within(SOON, () -> Guest.logged(RECOVERED) > before));
        device.close();
        open();
        assertEquals(Presence.State.PRESENT, device.presence());
        fail(error); // and is told again
        assertTrue(Guest.within(SOON, () -> device.presence() == Presence.State.BUS_ERROR));
    }

    @Test
    void endsAWaitForAnInterrupt() throws Exception {
        AtomicReference<Throwable> end = new AtomicReference<>();
        try (Interrupt interrupt = device.interrupt(InterruptMode.MSIX)) {
            interrupt.enable();
            Thread waiter = Thread.ofVirtual().start(() -> {
                try {
                    interrupt.await(Duration.ofHours(1));
                } catch (InterruptedException | RuntimeException e) {
                    end.set(e);
                }
            });
            fail(COMPLETER_ABORT);
            assertTrue(waiter.join(SOON), "it waits still");
            assertInstanceOf(BusErrorException.class, end.get());
        }
    }
}
