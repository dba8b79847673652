// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.register.Presence;
import dev.hwview.sim.junit.Simulated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who waits for an interrupt of a device that goes away does not wait for the deadline. */
@Simulated("edu")
class RemovalTest {
    /** Longer than a test may take: who ends before was told. */
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final long SOON_SECONDS = 30;
    private static final int WAITERS = 50;

    private final BlockingQueue<Object> ends = new LinkedBlockingQueue<>();

    private Thread waiter(Thread.Builder kind, Interrupt interrupt) {
        return kind.start(() -> {
            try {
                ends.add(interrupt.await(FOR_EVER));
            } catch (Throwable e) {
                ends.add(e);
            }
        });
    }

    private Object end() throws InterruptedException {
        Object end = ends.poll(SOON_SECONDS, TimeUnit.SECONDS);
        assertTrue(end != null, "a thread waits still");
        return end;
    }

    /** A virtual thread that waits has no carrier, a platform thread does not run. */
    private static void asleep(List<Thread> threads) {
        long begin = System.nanoTime();
        while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(SOON_SECONDS), "they don't come to wait");
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource({"INTX, false", "INTX, true", "MSI, false", "MSI, true"})
    void allWhoWaitAreTold(InterruptMode mode, boolean virtual, Device device, Simulation simulation) throws Exception {
        Interrupt interrupt = device.interrupt(mode);
        interrupt.enable();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            threads.add(waiter(virtual ? Thread.ofVirtual() : Thread.ofPlatform(), interrupt));
        }
        asleep(threads);
        simulation.presence(Presence.State.REMOVED);
        for (int i = 0; i < WAITERS; i++) {
            assertEquals("sim:edu is gone: its interrupt 0 will not come",
                    assertInstanceOf(DeviceRemovedException.class, end()).getMessage());
        }
    }

    @Test
    void whoComesLaterDoesNotWait(Device device, Simulation simulation) throws Exception {
        Interrupt interrupt = device.interrupt(InterruptMode.MSI);
        interrupt.enable();
        EduBar.RAISE.write(device.registers(), 1);
        while (interrupt.poll() == 0) {
            Thread.onSpinWait();
        }
        simulation.presence(Presence.State.REMOVED);
        assertThrows(DeviceRemovedException.class, () -> interrupt.await(FOR_EVER));
        interrupt.close();
        assertThrows(DeviceRemovedException.class, () -> device.interrupt(InterruptMode.INTX).await(FOR_EVER));
    }

    @Test
    void aBrokenBusEndsTheWaitToo(Device device, Simulation simulation) throws Exception {
        Interrupt interrupt = device.interrupt(InterruptMode.INTX);
        asleep(List.of(waiter(Thread.ofPlatform(), interrupt)));
        simulation.presence(Presence.State.BUS_ERROR);
        assertInstanceOf(BusErrorException.class, end());
    }

    @Test
    void oneThatCameBackIsWaitedForAgain(Device device, Simulation simulation) throws Exception {
        Interrupt interrupt = device.interrupt(InterruptMode.MSI);
        interrupt.enable();
        simulation.presence(Presence.State.REMOVED);
        assertThrows(DeviceRemovedException.class, () -> interrupt.await(FOR_EVER));
        simulation.presence(Presence.State.PRESENT);
        assertThrows(DeadlineException.class, () -> interrupt.await(Duration.ofMillis(1)));
        asleep(List.of(waiter(Thread.ofVirtual(), interrupt)));
        interrupt.disable();
        interrupt.enable();
        EduBar.RAISE.write(device.registers(), 1);
        assertEquals(1L, end());
        asleep(List.of(waiter(Thread.ofVirtual(), interrupt)));
        simulation.presence(Presence.State.REMOVED);
        assertInstanceOf(DeviceRemovedException.class, end());
    }

    /** Nobody may slip between the look and the sleep. */
    @Test
    void noMomentIsMissed(Device device, Simulation simulation) throws Exception {
        Interrupt interrupt = device.interrupt(InterruptMode.MSI);
        for (int round = 0; round < 500; round++) {
            waiter(Thread.ofPlatform(), interrupt);
            simulation.presence(Presence.State.REMOVED);
            assertInstanceOf(DeviceRemovedException.class, end());
            simulation.presence(Presence.State.PRESENT);
        }
    }
}
