// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static dev.hwview.device.InterruptMode.INTX;
import static dev.hwview.device.InterruptMode.MSI;
import static dev.hwview.sim.Misuse.of;
import static dev.hwview.sim.Misuse.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.DeviceBackend;
import dev.hwview.device.DeviceInfo;
import dev.hwview.device.DeviceProvider;
import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.InterruptModeException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.fault.UnknownRegisterException;
import dev.hwview.register.Presence;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisuseOfDevicesTest {
    private static final Duration MOMENT = Duration.ofMillis(3);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no address                   | ''                          | "" is no device address: write SCHEME:NAME, \
            with one of the schemes mem: pci: sim: uio: vfio:
            no scheme                    | edu                         | "edu" is no device address
            nothing before the colon     | :edu                        | ":edu" is no device address
            unknown scheme               | vax:edu                     | vax:edu is unknown: no provider for \
            vax:, there is mem: pci: sim: uio: vfio:
            no name                      | sim:                        | sim: can't be opened
            unknown device               | sim:nic99                   | sim:nic99 can't be opened: \
            there is no built-in model "nic99"
            a file that is not there     | sim:/no/such/model.so       | /no/such/model.so: no such file
            a file that is no model      | sim:/dev/null               | sim:/dev/null can't be opened: not a model
            unknown option               | sim:edu,speed=3             | sim:edu can't be opened: edu: \
            there is no option "speed"
            option without a value       | sim:edu,dma-ns              | sim:edu can't be opened
            option that is no number     | sim:edu,dma-ns=soon         | an option is not a number: dma-ns=soon
            negative option              | sim:edu,dma-ns=-1           | an option is not a number
            unknown access               | sim:edu,access=magic        | sim:edu has no access=magic: \
            it is trap, call or memory
            option of a device of none   | sim:regs,dma-ns=1           | there is no option "dma-ns"
            """)
    void addresses(String kind, String address, String part) {
        Exception thrown = assertThrows(Exception.class, () -> Device.open(address));
        assertSame(UnknownDeviceException.class, thrown.getClass(), kind);
        assertTrue(thrown.getMessage().contains(part), thrown::getMessage);
    }

    @Test
    void aDeviceThatCouldNotBeOpenedLeavesNothingBehind() {
        for (int i = 0; i < 2000; i++) {
            assertThrows(UnknownDeviceException.class, () -> Device.open("sim:edu,dma-ns=soon"));
        }
        Device.open("sim:edu").close();
    }

    @TestFactory
    Stream<DynamicTest> regions() {
        return refused(
                of("region below 0", d -> d.registers(-1), UnknownRegisterException.class,
                        "sim:edu has no register region -1"),
                of("region that the device lacks", d -> d.registers(1), UnknownRegisterException.class,
                        "no register region 1"),
                of("region that no device has", d -> d.registers(6), UnknownRegisterException.class,
                        "no register region 6"),
                of("region of ages", d -> d.registers(Integer.MAX_VALUE), UnknownRegisterException.class, "sim:edu"));
    }

    private record OtherProvider() implements DeviceProvider {
        @Override
        public String scheme() {
            return "other";
        }

        @Override
        public List<DeviceInfo> devices() {
            return List.of();
        }

        @Override
        public DeviceBackend open(String name, String address) {
            return (DeviceBackend) Proxy.newProxyInstance(getClass().getClassLoader(),
                    new Class<?>[] {DeviceBackend.class}, (proxy, method, arguments) -> null);
        }
    }

    @Test
    void whatIsNotSimulatedHasNoFarSide() {
        Device other = Device.open(new OtherProvider(), "card");
        assertEquals(Optional.empty(), Simulation.behind(other));
        assertEquals("other:card is not simulated",
                assertThrows(UnknownDeviceException.class, () -> Simulation.of(other)).getMessage());
    }

    @TestFactory
    Stream<DynamicTest> interrupts() {
        return refused(
                of("vector below 0", d -> d.interrupt(INTX, -1), InterruptModeException.class,
                        "sim:edu has no interrupt vector -1 with INTX: it has 1"),
                of("second line", d -> d.interrupt(INTX, 1), InterruptModeException.class,
                        "vector 1 with INTX: it has 1"),
                of("vector that the device lacks", d -> d.interrupt(MSI, 1), InterruptModeException.class,
                        "vector 1 with MSI"),
                of("vector that no device has", d -> d.interrupt(MSI, 32), InterruptModeException.class,
                        "vector 32 with MSI"),
                of("vector of ages", d -> d.interrupt(MSI, Integer.MAX_VALUE), InterruptModeException.class, "sim:edu"),
                new Misuse("message of a device without", "sim:regs", d -> d.interrupt(MSI),
                        InterruptModeException.class, "sim:regs has no interrupt vector 0 with MSI: it has 0"),
                of("second mode", d -> {
                    d.interrupt(INTX);
                    d.interrupt(MSI);
                }, InterruptModeException.class, "sim:edu interrupts by INTX already: close that before MSI"),
                of("vector taken", d -> {
                    d.interrupt(MSI);
                    d.interrupt(MSI);
                }, InterruptModeException.class, "sim:edu has somebody at vector 0 already"),
                of("interrupt that never comes", d -> d.interrupt(MSI).await(MOMENT), DeadlineException.class,
                        "sim:edu did not signal interrupt 0 (MSI) within 3 ms"),
                of("line that never comes", d -> d.interrupt(INTX).await(MOMENT), DeadlineException.class, "sim:edu",
                        "INTX", "3 ms"),
                of("interrupt of a removed device", d -> {
                    Simulation.of(d).presence(Presence.State.REMOVED);
                    d.interrupt(MSI).await(MOMENT);
                }, DeviceRemovedException.class, "sim:edu is gone: its interrupt 0 will not come"),
                of("interrupt behind a broken bus", d -> {
                    Simulation.of(d).presence(Presence.State.BUS_ERROR);
                    d.interrupt(MSI).await(MOMENT);
                }, BusErrorException.class, "sim:edu has a bus error: its interrupt 0 will not come"));
    }

    @Test
    void aRefusedModeLeavesTheFirstOneWorking() throws InterruptedException {
        try (Device device = Device.open("sim:edu")) {
            var first = device.interrupt(INTX);
            assertThrows(InterruptModeException.class, () -> device.interrupt(MSI));
            first.enable();
            EduBar.RAISE.write(device.registers(), 1);
            assertEquals(1, first.await(Duration.ofSeconds(30)));
        }
    }

    @TestFactory
    Stream<DynamicTest> clocks() {
        return refused(
                of("advance of a real clock", d -> Simulation.of(d).clock().advance(MOMENT),
                        IllegalStateException.class, "stepped()"),
                of("step backwards", d -> Simulation.of(d).clock().stepped(Duration.ofNanos(-1)),
                        IllegalArgumentException.class, "backwards"),
                of("advance backwards", d -> {
                    Simulation.of(d).clock().stepped(Duration.ZERO);
                    Simulation.of(d).clock().advance(Duration.ofNanos(-1));
                }, IllegalArgumentException.class, "backwards"));
    }
}
