// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static dev.hwview.device.InterruptMode.INTX;
import static dev.hwview.device.InterruptMode.MSI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.DeadlineException;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.junit.Simulated;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Simulated("edu")
class InterruptTest {
    @Test
    void oneThatIsOpenedAgainHasForgottenWhatNobodyTook(@Simulated("edu") Device device) throws Exception {
        Interrupt first = device.interrupt(InterruptMode.MSI);
        first.enable();
        EduBar.RAISE.write(device.registers(), 1);
        first.await(Duration.ofSeconds(10));
        first.disable();
        EduBar.RAISE.write(device.registers(), 1);
        first.close();
        Interrupt second = device.interrupt(InterruptMode.MSI);
        second.enable();
        assertThrows(DeadlineException.class, () -> second.await(Duration.ofMillis(50)));
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static void raise(Device device, int causes) {
        EduBar.RAISE.write(device.registers(), causes);
    }

    private static void acknowledge(Device device) {
        RegisterSpace bar = device.registers();
        EduBar.ACKNOWLEDGE.write(bar, EduBar.CAUSES.read(bar));
    }

    /** What was counted and not taken; the dispatcher may still be on its way with the last one. */
    private static void awaitSum(Interrupt interrupt, long signals) throws InterruptedException {
        for (long sum = 0; sum < signals; ) {
            sum += interrupt.await(PATIENCE);
            assertEquals(true, sum <= signals, "more signals than were sent");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSignalEndsTheWait(InterruptMode mode, Device device) throws InterruptedException {
        Interrupt interrupt = device.interrupt(mode);
        interrupt.enable();
        raise(device, 1);
        assertEquals(1, interrupt.await(PATIENCE));
        assertEquals(0, interrupt.poll());
    }

    @ParameterizedTest
    @EnumSource
    void itBeginsDisabledAndRemembersWhatCame(InterruptMode mode, Device device, Simulation simulation)
            throws InterruptedException {
        Interrupt interrupt = device.interrupt(mode);
        raise(device, 1);
        assertEquals(0, simulation.interrupts());
        assertEquals(1, simulation.pending());
        interrupt.enable();
        assertEquals(1, interrupt.await(PATIENCE));
        assertEquals(0, simulation.pending() & (mode == MSI ? 1 : 0));
    }

    @Test
    void anIntxLineMasksItselfUntilItIsAcknowledged(Device device, Simulation simulation) throws InterruptedException {
        Interrupt interrupt = device.interrupt(INTX);
        interrupt.enable();
        raise(device, 1);
        raise(device, 2);
        interrupt.await(PATIENCE);
        assertEquals(1, simulation.interrupts());
        acknowledge(device);
        interrupt.acknowledge();
        assertEquals(1, simulation.interrupts(), "the line has fallen");
        raise(device, 1);
        interrupt.await(PATIENCE);
        assertEquals(2, simulation.interrupts());
    }

    @Test
    void anIntxLineThatIsStillHighFiresAgainAtOnce(Device device, Simulation simulation) throws InterruptedException {
        Interrupt interrupt = device.interrupt(INTX);
        interrupt.enable();
        raise(device, 1);
        interrupt.await(PATIENCE);
        interrupt.acknowledge();
        interrupt.await(PATIENCE);
        assertEquals(2, simulation.interrupts());
    }

    @Test
    void anMsiSignalsEachTimeWithoutAcknowledgement(Device device, Simulation simulation) throws InterruptedException {
        Interrupt interrupt = device.interrupt(MSI);
        interrupt.enable();
        for (int i = 0; i < 5; i++) {
            raise(device, 1);
        }
        awaitSum(interrupt, 5);
        assertEquals(5, simulation.interrupts());
        interrupt.acknowledge();
        assertEquals(5, simulation.interrupts());
    }

    @Test
    void aDisabledMsiIsRememberedOnce(Device device, Simulation simulation) throws InterruptedException {
        Interrupt interrupt = device.interrupt(MSI);
        interrupt.enable();
        interrupt.disable();
        raise(device, 1);
        raise(device, 1);
        raise(device, 1);
        assertEquals(1, simulation.pending());
        assertEquals(0, simulation.interrupts());
        interrupt.enable();
        assertEquals(1, interrupt.await(PATIENCE));
        assertEquals(1, simulation.interrupts());
        assertEquals(0, simulation.pending());
    }

    @ParameterizedTest
    @EnumSource
    void aResetForgetsWhatIsPending(InterruptMode mode, Device device, Simulation simulation) {
        Interrupt interrupt = device.interrupt(mode);
        raise(device, 1);
        device.reset();
        assertEquals(0, simulation.pending());
        interrupt.enable();
        assertEquals(0, simulation.interrupts());
    }

    @Test
    void anInterruptThatDoesNotComeEndsAtTheDeadline(Device device) {
        Interrupt interrupt = device.interrupt(MSI);
        interrupt.enable();
        long start = System.nanoTime();
        assertEquals("sim:edu did not signal interrupt 0 (MSI) within 25 ms",
                assertThrows(DeadlineException.class, () -> interrupt.await(Duration.ofMillis(25))).getMessage());
        assertEquals(true, System.nanoTime() - start >= 25_000_000);
    }

    @Test
    void aTimeoutOfZeroOrLessTakesWhatIsThere(Device device) throws InterruptedException {
        Interrupt interrupt = device.interrupt(MSI);
        interrupt.enable();
        for (Duration none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1),
            Duration.ofSeconds(Long.MIN_VALUE)}) {
            assertThrows(DeadlineException.class, () -> interrupt.await(none));
        }
        raise(device, 1);
        long count = 0;
        for (long start = System.nanoTime(); count == 0 && System.nanoTime() - start < PATIENCE.toNanos(); ) {
            count = interrupt.poll();
        }
        assertEquals(1, count);
    }

    @Test
    void aTimeoutOfAgesIsNoOverflow(Device device) throws InterruptedException {
        Interrupt interrupt = device.interrupt(MSI);
        interrupt.enable();
        raise(device, 1);
        assertEquals(1, interrupt.await(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void aThreadThatIsInterruptedStopsWaiting(Device device) {
        Interrupt interrupt = device.interrupt(MSI);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> interrupt.await(PATIENCE));
    }

    @Test
    void aClosedInterruptMakesPlaceForAnotherMode(Device device) throws InterruptedException {
        for (InterruptMode mode : new InterruptMode[] {INTX, MSI, MSI, INTX}) {
            try (Interrupt interrupt = device.interrupt(mode)) {
                interrupt.enable();
                raise(device, 1);
                assertEquals(1, interrupt.await(PATIENCE));
                acknowledge(device);
                interrupt.acknowledge();
            }
        }
    }

    @Test
    void eachDeviceHasItsOwnInterrupts(Device first) throws InterruptedException {
        try (Device second = Device.open("sim:edu")) {
            Interrupt one = first.interrupt(MSI);
            Interrupt two = second.interrupt(MSI);
            one.enable();
            two.enable();
            raise(second, 1);
            assertEquals(1, two.await(PATIENCE));
            assertEquals(0, one.poll());
        }
    }
}
