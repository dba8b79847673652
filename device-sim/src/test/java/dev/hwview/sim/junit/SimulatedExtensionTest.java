// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.sim.BusTrace;
import dev.hwview.sim.FaultLog;
import dev.hwview.sim.RegisterPath;
import dev.hwview.sim.SimulatedClock;
import dev.hwview.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class SimulatedExtensionTest {
    private static final String INSIDE = "hwview.test.inside";

    @Nested
    @Simulated("edu")
    class OnAClass {
        private Device before;

        @BeforeEach
        void takesADevice(Device device) {
            before = device;
        }

        @Test
        void allMethodsOfOneTestGetTheSameDevice(Device device) {
            assertSame(before, device);
            assertFalse(device.isClosed());
        }

        @Test
        void allParametersAreOfTheSameDevice(Device device, Simulation simulation, BusTrace trace,
                SimulatedClock clock) {
            device.registers().read32(0);
            assertEquals(1, trace.count());
            assertEquals(1, simulation.trace().count());
            assertTrue(clock.now().toNanos() > 0);
        }

        @Test
        void aParametersOwnDeviceWins(@Simulated("regs") Device other) {
            assertEquals("sim:regs", other.name());
            assertEquals("sim:edu", before.name());
        }
    }

    @Test
    void twoParametersMayHaveTwoDevices(@Simulated("edu") Device edu, @Simulated("regs") Device regs) {
        assertNotSame(edu, regs);
        assertEquals("sim:regs", regs.name());
    }

    @Test
    void theOtherParametersFollowTheFirstAnnotatedOne(@Simulated("edu") Device device, FaultLog faults) {
        device.registers().read8(0);
        assertEquals(1, faults.take().size());
    }

    @Test
    void thePathIsChosen(@Simulated(value = "edu", path = RegisterPath.CALL) Simulation simulation) {
        assertEquals(RegisterPath.CALL, simulation.path());
    }

    @Test
    void aClockIsSteppedWhereTheAnnotationSaysHowFar(
            @Simulated(value = "edu", nanosPerAccess = 7) Device device, SimulatedClock clock) {
        assertEquals(Duration.ZERO, clock.now());
        device.registers().read32(0);
        assertEquals(Duration.ofNanos(7), clock.now());
    }

    /** Tests that are to fail, run by the tests below and by nobody else. */
    @EnabledIfSystemProperty(named = INSIDE, matches = "yes")
    static class Careless {
        static final List<Device> DEVICES = new ArrayList<>();

        @Test
        void leavesAFault(@Simulated("edu") Device device) {
            DEVICES.add(device);
            device.registers().read8(0);
        }

        @Test
        void takesTheFaultOut(@Simulated("edu") Device device, FaultLog faults) {
            DEVICES.add(device);
            device.registers().read8(0);
            faults.take();
        }

        @Test
        void closesTheDeviceItself(@Simulated("edu") Device device) {
            DEVICES.add(device);
            device.close();
        }

        @Test
        void failsByItself(@Simulated("edu") Device device) {
            DEVICES.add(device);
            throw new AssertionError("by itself");
        }
    }

    private static TestExecutionSummary runCareless(String method) {
        System.setProperty(INSIDE, "yes");
        try {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectMethod(Careless.class, method, Device.class.getName()
                            + (method.startsWith("takes") ? "," + FaultLog.class.getName() : "")))
                    .build(), listener);
            assertEquals(1, listener.getSummary().getTestsStartedCount());
            assertTrue(Careless.DEVICES.getLast().isClosed(), "the device is closed behind the test");
            return listener.getSummary();
        } finally {
            System.clearProperty(INSIDE);
        }
    }

    @Test
    void aFaultThatNobodyLookedAtFailsTheTest() {
        TestExecutionSummary summary = runCareless("leavesAFault");
        assertEquals(1, summary.getTestsFailedCount());
        String message = summary.getFailures().getFirst().getException().getMessage();
        assertTrue(message.startsWith("the device recorded faults: [ACCESS_WIDTH at 0x0, 1 bytes"), message);
    }

    @Test
    void aFaultThatWasTakenOutDoesNot() {
        assertEquals(1, runCareless("takesTheFaultOut").getTestsSucceededCount());
    }

    @Test
    void aTestMayCloseItsDevice() {
        assertEquals(1, runCareless("closesTheDeviceItself").getTestsSucceededCount());
    }

    @Test
    void aTestThatFailsHasItsDeviceClosedToo() {
        TestExecutionSummary summary = runCareless("failsByItself");
        assertEquals("by itself", summary.getFailures().getFirst().getException().getMessage());
    }
}
