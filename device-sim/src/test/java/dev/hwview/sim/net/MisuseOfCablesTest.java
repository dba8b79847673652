// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.fault.ClosedException;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterMap;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.junit.Simulated;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MisuseOfCablesTest {
    @Test
    void whatIsNoCardHasNoCable(@Simulated("edu") Device edu) {
        says(CableException.class, "sim:edu has no port for a cable: it is no network card", () -> Cable.of(edu));
        try (Device regs = Simulation.open(RegisterMap.of("plain", Register32.at("R", 0)))) {
            says(CableException.class, "sim:edu has no port", () -> Wire.between(edu, regs).plug());
        }
    }

    @Test
    void aWireHasTwoEnds(@Simulated("edu") Device edu) {
        says(IllegalArgumentException.class, "sim:edu twice", () -> Wire.between(edu, edu));
    }

    @Test
    void chancesAndTimesHaveLimits(@Simulated("edu") Device edu) {
        try (Device regs = Simulation.open(RegisterMap.of("plain", Register32.at("R", 0)))) {
            Wire wire = Wire.between(edu, regs);
            says(IllegalArgumentException.class, "1001 of a thousand", () -> wire.loss(1001));
            says(IllegalArgumentException.class, "-1 of a thousand", () -> wire.corrupt(-1));
            says(IllegalArgumentException.class, "-1 of a thousand", () -> wire.duplicate(-1));
            says(IllegalArgumentException.class, "1001 of a thousand", () -> wire.reorder(1001));
            says(IllegalArgumentException.class, "PT-1S", () -> wire.delay(Duration.ofSeconds(-1)));
        }
    }

    @Test
    void aClosedDeviceHasNone() {
        Device edu = Device.open("sim:edu");
        edu.close();
        says(ClosedException.class, "sim:edu is closed", () -> Cable.of(edu));
    }

    @Test
    void whatMovesNoPacketsIsNotStepped(@Simulated("edu") Simulation edu) {
        says(UnsupportedOperationException.class, "sim:edu moves no packets", () -> edu.step(1));
        says(UnsupportedOperationException.class, "sim:edu moves no packets", () -> edu.pollStart(-1));
        says(IllegalStateException.class, "sim:edu is not polled", edu::pollStop);
        says(IllegalArgumentException.class, "-1 is no count", () -> edu.step(-1));
    }

    static void says(Class<? extends Exception> type, String part, Executable deed) {
        Exception thrown = assertThrows(Exception.class, deed);
        assertEquals(type, thrown.getClass(), thrown::toString);
        assertTrue(thrown.getMessage().contains(part), () -> "no \"" + part + "\" in: " + thrown.getMessage());
    }
}
