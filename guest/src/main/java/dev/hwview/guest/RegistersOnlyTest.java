// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.DeviceInfo;
import dev.hwview.device.InterruptMode;
import dev.hwview.drivers.edu.Edu;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.fault.WidthException;
import dev.hwview.linux.PciBackend;
import dev.hwview.linux.UioProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ways to a device that have no IOMMU: UIO, the kernel's files, and physical memory. */
@Timeout(60)
class RegistersOnlyTest {
    @AfterEach
    void giveBack() {
        Guest.unbind(Guest.EDU);
        Guest.unbind(Guest.NIC);
    }

    @Test
    void uioHasRegistersAndAnInterrupt() throws InterruptedException {
        Guest.bind(Guest.EDU, "uio_pci_generic");
        DeviceInfo info = new UioProvider().devices().getFirst();
        assertEquals("uio:0 1234:11e8 rev 10 uio_pci_generic",
                info.address() + " " + info.identity() + " " + info.summary());
        try (Device device = Device.open("uio:0"); Edu edu = new Edu(device)) {
            assertEquals("1.0", edu.identify());
            assertEquals(3_628_800, edu.factorial(10));
            edu.enableInterrupt(InterruptMode.INTX);
            for (int i = 0; i < 3; i++) {
                edu.interruptItself(1 << i);
            }
            assertEquals(120, edu.factorialByInterrupt(5));
            assertThrows(DeviceAccessException.class, () -> device.dma().allocate(4096));
        }
    }

    /** An 82574L has BARs of memory, memory, ports and memory; the driver declares no map of the ports. */
    @Test
    void uioRegionsAreBars() {
        Guest.bind(Guest.NIC, "uio_pci_generic");
        try (Device device = Device.open(new UioProvider().devices().getFirst().address())) {
            assertEquals(32, device.registers(2).size());
            assertEquals(16 << 10, device.registers(3).size());
            device.registers(2).write32(0, 8);
            assertEquals(device.registers().read32(8), device.registers(2).read32(4));
        }
    }

    @Test
    void filesHaveRegisters() {
        Guest.unbind(Guest.EDU);
        try (Device device = Device.open("pci:" + Guest.EDU); Edu edu = new Edu(device)) {
            assertEquals("1.0", edu.identify());
            assertTrue(edu.liveness(77));
            assertEquals(0x1234, device.backend(PciBackend.class).orElseThrow().config().read16(0));
            assertThrows(DeviceAccessException.class, () -> device.dma().allocate(4096));
        }
    }

    /** BAR 2 of an 82574L is 32 I/O ports: IOADDR at 0, IODATA at 4 (data sheet 10.2.1). Register 8 is STATUS. */
    @Test
    void portsAreCalls() {
        Guest.unbind(Guest.NIC);
        try (Device device = Device.open("pci:" + Guest.NIC)) {
            int status = device.registers().read32(8);
            assertEquals(32, device.registers(2).size());
            device.registers(2).write32(0, 8);
            assertEquals(status, device.registers(2).read32(4));
            assertThrows(WidthException.class, () -> device.registers(2).read64(0));
        }
        try (Device device = Device.open(Guest.vfio(Guest.NIC))) {
            device.registers(2).write32(0, 8);
            assertEquals(device.registers().read32(8), device.registers(2).read32(4));
        }
    }

    @Test
    void physicalMemoryIsWhatItIs() throws IOException {
        Guest.unbind(Guest.EDU);
        try (Device device = Device.open("pci:" + Guest.EDU)) { // turns its registers on
            String first = Files.readString(Path.of("/sys/bus/pci/devices", Guest.EDU, "resource")).split(" ")[0];
            try (Device memory = Device.open("mem:" + first + ",size=0x1000,unsafe=yes")) {
                assertEquals(0x0100_00ed, memory.registers().read32(0));
                assertEquals(device.registers().read32(0), memory.registers().read32(0));
            }
        }
    }
}
