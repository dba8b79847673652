// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.sim.junit.Simulated;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@Simulated(value = "edu", nanosPerAccess = 100)
class FaultLogTest {
    @Test
    void itBeginsEmpty(FaultLog faults) {
        assertEquals(0, faults.count());
        assertEquals(List.of(), faults.list());
        faults.assertNone();
    }

    @Test
    void aFaultSaysWhatWhereAndWhen(Device device, FaultLog faults) {
        device.registers().read32(0x00);
        assertEquals(0xFF, device.registers().read8(0x04));
        BusFault fault = faults.take().getFirst();
        assertEquals(BusFault.Kind.ACCESS_WIDTH, fault.kind());
        assertEquals(0x04, fault.address());
        assertEquals(1, fault.length());
        assertEquals(Duration.ofNanos(100), fault.time());
        assertEquals("ACCESS_WIDTH at 0x4, 1 bytes: the register at 0x4 does not answer 1 bytes", fault.toString());
    }

    @Test
    void takeEmptiesItAndListDoesNot(Device device, FaultLog faults) {
        device.registers().write16(0x08, 1);
        assertEquals(1, faults.list().size());
        assertEquals(1, faults.list().size());
        assertEquals(1, faults.take().size());
        assertEquals(0, faults.count());
        assertEquals(List.of(), faults.take());
    }

    @Test
    void assertNoneListsTheFaults(Device device, FaultLog faults) {
        device.registers().write32(0x00, 1);
        String message = assertThrows(AssertionError.class, faults::assertNone).getMessage();
        assertTrue(message.contains("ACCESS_POLICY at 0x0, 4 bytes: write of a read-only register"), message);
        faults.clear();
        faults.assertNone();
    }

    @Test
    void afterAnOverflowTheNewestAreThere(Device device, FaultLog faults) {
        for (int i = 0; i < 1030; i++) {
            device.registers().read8(i);
        }
        assertEquals(1030, faults.count());
        List<BusFault> held = faults.take();
        assertEquals(1024, held.size());
        assertEquals(6, held.getFirst().address());
        assertEquals(1029, held.getLast().address());
    }
}
