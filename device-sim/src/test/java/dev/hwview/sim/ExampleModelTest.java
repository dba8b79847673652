// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.IovaException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.fault.UnknownRegisterException;
import dev.hwview.register.Access;
import dev.hwview.register.Field;
import dev.hwview.register.Flag;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A user's own model, examples/your-own-device/thermometer.c, in a shared object that this library knows nothing of.
 */
class ExampleModelTest {
    private static final String MODEL = System.getProperty("hwview.example.model");
    private static final Register32 ID = Register32.at("ID", 0x00, Access.RO);
    private static final Register32 CONTROL = Register32.at("CONTROL", 0x04);
    private static final Flag ENABLE = CONTROL.flag("ENABLE", 0);
    private static final Register32 STATUS = Register32.at("STATUS", 0x08, Access.W1C);
    private static final Flag ALARM = STATUS.flag("ALARM", 1);
    private static final Flag READY = STATUS.flag("READY", 0);
    private static final Register32 PERIOD = Register32.at("PERIOD_US", 0x0c);
    private static final Register32 SAMPLE = Register32.at("SAMPLE", 0x10, Access.RC);
    private static final Flag VALID = SAMPLE.flag("VALID", 31);
    private static final Field TEMPERATURE = SAMPLE.field("TEMPERATURE", 30, 0);
    private static final Register32 LIMIT = Register32.at("LIMIT", 0x14);

    @BeforeEach
    void theModelWasBuilt() {
        assumeTrue(MODEL != null || System.getenv("CI") != null, "hwview.example.model names no shared object");
        assertTrue(MODEL != null, "CI has to build the example");
    }

    private static Device open(RegisterPath path, String options) {
        return Device.open("sim:" + MODEL + options + ",access=" + (path == RegisterPath.TRAP ? "trap" : "call"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void itIsOpenedByItsPathAndTakesItsOptions(RegisterPath path) {
        try (Device device = open(path, ",start=21000")) {
            assertEquals("sim:" + MODEL, device.name());
            assertEquals("1234:7e3a rev 01", device.identity().toString());
            assertEquals(0x7e3a0001, ID.read(device.registers()));
            Simulation.of(device).clock().stepped(Duration.ZERO);
            ENABLE.set(device.registers());
            Simulation.of(device).clock().advance(Duration.ofMillis(1));
            assertEquals(21000, TEMPERATURE.get(SAMPLE.read(device.registers())));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void itsTimerFillsTheFifoAndReadsEmptyIt(RegisterPath path) {
        try (Device device = open(path, "")) {
            RegisterSpace bar = device.registers();
            Simulation simulation = Simulation.of(device);
            simulation.clock().stepped(Duration.ZERO);
            PERIOD.write(bar, 10);
            ENABLE.set(bar);
            simulation.clock().advance(Duration.ofNanos(35_000));
            for (int expected : new int[] {20000, 20250, 20500}) {
                int sample = SAMPLE.read(bar);
                assertTrue(VALID.isSet(sample));
                assertEquals(expected, TEMPERATURE.get(sample));
            }
            assertFalse(VALID.isSet(SAMPLE.read(bar)));
        }
    }

    @Test
    void itInterruptsAboveTheLimit() throws InterruptedException {
        try (Device device = open(RegisterPath.TRAP, ""); Interrupt interrupt = device.interrupt(InterruptMode.MSI)) {
            RegisterSpace bar = device.registers();
            interrupt.enable();
            PERIOD.write(bar, 100);
            LIMIT.write(bar, 20400);
            CONTROL.write(bar, 3);
            while (!ALARM.isSet(bar)) {
                interrupt.await(Duration.ofSeconds(30));
            }
            ENABLE.clear(bar);
            ALARM.clear(bar);
            assertFalse(ALARM.isSet(bar));
            assertTrue(READY.isSet(bar), "a W1C neighbour is left alone");
        }
    }

    @Test
    void itsOwnFaultsAreInTheLog() {
        try (Device device = open(RegisterPath.TRAP, "")) {
            device.registers().read16(0x10);
            assertEquals("registers have 32 bits", Simulation.of(device).faults().take().getFirst().detail());
        }
    }

    @Test
    void whatItRefusesIsAnUnknownDeviceWithItsOwnReason() {
        String message = assertThrows(UnknownDeviceException.class, () -> open(RegisterPath.CALL, ",start=hot"))
                .getMessage();
        assertTrue(message.contains("start is a temperature in 1/1000 degree"), message);
    }

    @Test
    void whatItHasNotIsSaid() {
        try (Device device = open(RegisterPath.TRAP, "")) {
            assertThrows(UnknownRegisterException.class, () -> Simulation.of(device).peek(ID), "no back door");
            assertThrows(IovaException.class, () -> device.dma().allocate(1), "no DMA");
            assertThrows(UnknownRegisterException.class, () -> device.registers(1), "no second window");
        }
    }
}
