// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.drivers.edu.Edu;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.linux.PciBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A machine without an IOMMU: registers and no DMA, and each refusal says what to do. */
@Tag("no-iommu")
@Timeout(60)
class NoIommuTest {
    @Test
    void thereIsNone() {
        assertTrue(PciBus.system().devices().stream().allMatch(device -> device.group().isEmpty()));
    }

    @Test
    void vfioRefuses() {
        String address = "vfio:" + Guest.EDU;
        assertEquals(address + " has no IOMMU group: turn the IOMMU on in the firmware (VT-d, AMD-Vi), and boot with"
                + " intel_iommu=on where it is Intel's; without one there are its registers alone, by pci:" + Guest.EDU,
                assertThrows(DeviceAccessException.class, () -> Device.open(address)).getMessage());
    }

    @Test
    void theListSaysSoOnce() {
        Command devices = Command.run("devices");
        assertEquals(0, devices.status(), devices.toString());
        assertEquals(List.of("vfio: opens none of them, as no IOMMU is on: turn it on in the firmware (VT-d,",
                "AMD-Vi), and boot with intel_iommu=on where it is Intel's."),
                devices.out().subList(devices.out().size() - 2, devices.out().size()));
        assertEquals(1, devices.out().stream().filter(line -> line.matches(
                Guest.EDU + " +1234:11e8 rev 10 +- +class 00ff: .*")).count(), devices.toString());
        assertFalse(devices.out().stream().anyMatch(line -> line.contains("vfio:0000")), devices.toString());
    }

    @Test
    void vfioTakesNoDevice() throws Exception {
        assertEquals(new Command(1, List.of(), List.of("hwview: " + Guest.EDU
                + " was not taken by vfio-pci: it has no IOMMU group, so turn the IOMMU on")),
                Command.run("bind", Guest.EDU));
        assertEquals(Optional.empty(), PciBus.system().device(Guest.EDU).driver());
        assertEquals("(null)", Files.readString(Path.of("/sys/bus/pci/devices", Guest.EDU, "driver_override")).strip());
    }

    @Test
    void filesHaveRegistersAndNoDma() {
        try (Device device = Device.open("pci:" + Guest.EDU); Edu edu = new Edu(device)) {
            assertEquals("1.0", edu.identify());
            assertTrue(edu.liveness(77));
            assertNoDma(device);
        }
    }

    @Test
    void uioHasRegistersAndAnInterruptAndNoDma() throws InterruptedException {
        Guest.bind(Guest.EDU, "uio_pci_generic");
        try (Device device = Device.open("uio:0"); Edu edu = new Edu(device)) {
            assertEquals("1.0", edu.identify());
            edu.enableInterrupt(InterruptMode.INTX);
            assertEquals(120, edu.factorialByInterrupt(5));
            assertNoDma(device);
        } finally {
            Guest.unbind(Guest.EDU);
        }
    }

    private static void assertNoDma(Device device) {
        assertEquals(device.name()
                + " has no DMA: without an IOMMU it would need physical addresses, which are for root and"
                + " guard nothing; open it as vfio: instead",
                assertThrows(DeviceAccessException.class, () -> device.dma().allocate(4096)).getMessage());
    }
}
