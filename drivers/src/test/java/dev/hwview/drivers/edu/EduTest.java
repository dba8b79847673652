// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.edu;

import static dev.hwview.sim.BusAccess.read32;
import static dev.hwview.sim.BusAccess.write32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.FieldValueException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.register.Presence;
import dev.hwview.register.Register;
import dev.hwview.sim.BusTrace;
import dev.hwview.sim.SimulatedClock;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.junit.Simulated;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EduTest {
    @Test
    void identificationIsOneAccess(@Simulated("edu") Device device, BusTrace trace) {
        assertEquals("1.0", new Edu(device).identify());
        trace.assertExactly(read32(0x00, 0x0100_00ed));
    }

    @Test
    void aDriverTakesNoOtherDevice(@Simulated("regs") Device device, BusTrace trace) {
        assertEquals("sim:regs is no edu device: it is 1234:0001 rev 00",
                assertThrows(UnknownDeviceException.class, () -> new Edu(device)).getMessage());
        trace.assertExactly();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1, 0x1234_5678, Integer.MIN_VALUE})
    void aLivingDeviceAnswersTheComplement(int number) {
        try (Device device = Device.open("sim:edu")) {
            assertTrue(new Edu(device).liveness(number));
            Simulation.of(device).trace().assertExactly(write32(0x04, number), read32(0x04, ~number));
        }
    }

    @Test
    void aRemovedDeviceDoesNotLive(@Simulated("edu") Device device, Simulation simulation) {
        Edu edu = new Edu(device);
        simulation.presence(Presence.State.REMOVED);
        assertThrows(DeviceRemovedException.class, () -> edu.liveness(1));
        assertThrows(DeviceRemovedException.class, edu::identify);
    }

    @Test
    void factorialIsAWriteAPollAndARead(
            @Simulated(value = "edu,factorial-ns=250", nanosPerAccess = 100) Device device, BusTrace trace) {
        assertEquals(120, new Edu(device).factorial(5));
        trace.assertExactly(write32(0x08, 5), read32(0x20, 1), read32(0x20, 1), read32(0x20, 0), read32(0x08, 120));
    }

    @Test
    void factorialOfADeviceThatIsDoneAtOnceIsThreeAccesses(
            @Simulated(value = "edu,factorial-ns=0", nanosPerAccess = 1) Device device, BusTrace trace) {
        assertEquals(120, new Edu(device).factorial(5));
        trace.assertExactly(write32(0x08, 5), read32(0x20, 0), read32(0x08, 120));
    }

    @Test
    void factorialsAreModulo2To32(@Simulated(value = "edu", nanosPerAccess = 1000) Device device) {
        Edu edu = new Edu(device);
        int expected = 1;
        for (int n = 0; n <= 40; n++) {
            expected *= Math.max(n, 1);
            assertEquals(expected, edu.factorial(n), n + "!");
        }
    }

    @Test
    void aNegativeNumberIsRefusedBeforeTheFirstAccess(@Simulated("edu") Device device, BusTrace trace) {
        try (Edu edu = new Edu(device)) {
            edu.enableInterrupt(InterruptMode.MSI);
            assertEquals("FACTORIAL (0x8) of sim:edu takes no negative number: -1",
                    assertThrows(FieldValueException.class, () -> edu.factorial(-1)).getMessage());
            assertThrows(FieldValueException.class, () -> edu.factorialByInterrupt(-1));
            trace.assertExactly();
        }
    }

    @Test
    void aDeviceThatNeverFinishesIsReported(@Simulated("edu") Device device, SimulatedClock clock) {
        clock.stepped(Duration.ZERO);
        String message = assertThrows(DeadlineException.class, () -> new Edu(device).factorial(5)).getMessage();
        assertEquals("STATUS (0x20) of sim:edu did not become 0x0 in the bits 0x1 within 2000 ms: it is 0x1", message);
    }

    @ParameterizedTest
    @EnumSource
    void factorialByInterruptNeverPolls(InterruptMode mode) throws InterruptedException {
        try (Device device = Device.open("sim:edu"); Edu edu = new Edu(device)) {
            edu.enableInterrupt(mode);
            assertEquals(3628800, edu.factorialByInterrupt(10));
            Simulation simulation = Simulation.of(device);
            simulation.trace().assertExactly(write32(0x20, 0x80), write32(0x08, 10), read32(0x24, 1), write32(0x64, 1),
                    write32(0x20, 0), read32(0x08, 3628800));
            assertEquals(1, simulation.interrupts());
            simulation.faults().assertNone();
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptsMayFollowEachOther(InterruptMode mode) throws InterruptedException {
        try (Device device = Device.open("sim:edu"); Edu edu = new Edu(device)) {
            edu.enableInterrupt(mode);
            for (int i = 0; i < 200; i++) {
                assertEquals(24, edu.factorialByInterrupt(4));
                edu.interruptItself(1 + i);
            }
            assertEquals(400, Simulation.of(device).interrupts());
        }
    }

    @Test
    void theModeMayChange(@Simulated("edu") Device device) throws InterruptedException {
        try (Edu edu = new Edu(device)) {
            for (InterruptMode mode : new InterruptMode[] {InterruptMode.INTX, InterruptMode.MSI, InterruptMode.INTX}) {
                edu.enableInterrupt(mode);
                assertEquals(6, edu.factorialByInterrupt(3));
            }
        }
    }

    @Test
    void anInterruptThatWasNotEnabledIsSaidSo(@Simulated("edu") Device device) {
        assertThrows(IllegalStateException.class, () -> new Edu(device).factorialByInterrupt(3));
    }

    @Test
    void closingTheDriverGivesItsInterruptBackAndLeavesTheDeviceOpen(@Simulated("edu") Device device) {
        Edu edu = new Edu(device);
        edu.enableInterrupt(InterruptMode.MSI);
        edu.close();
        edu.close();
        assertFalse(device.isClosed());
        device.interrupt(InterruptMode.INTX).close();
    }

    @Test
    void theMapsResetValuesAreTheDevices(@Simulated("edu") Device device) {
        for (Register register : EduRegisters.MAP.registers()) {
            if (register.layout().readable()) {
                assertEquals(register.reset(), register.readBits(device.registers()), register.name());
            }
        }
    }
}
