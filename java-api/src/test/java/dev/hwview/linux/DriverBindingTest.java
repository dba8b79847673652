// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.DeviceAccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverBindingTest {
    private static final String CARD = "0000:01:00.0";

    @TempDir
    Path folder;
    private FakeSysfs machine;
    private Path pci;

    @BeforeEach
    void machine() throws IOException {
        machine = new FakeSysfs(folder).device(CARD, "0x8086", "0x10d3", "0x020000");
        machine.loaded("vfio-pci");
        pci = folder.resolve("sys/bus/pci");
    }

    private List<String> steps(DriverBinding binding) {
        return binding.steps().stream().map(step -> step.toString().replace(pci.toString(), "PCI")).toList();
    }

    @Test
    void toVfio() throws IOException {
        machine.driver(CARD, "e1000e");
        assertEquals(List.of("echo vfio-pci > PCI/devices/0000:01:00.0/driver_override",
                "echo 0000:01:00.0 > PCI/devices/0000:01:00.0/driver/unbind", "echo 0000:01:00.0 > PCI/drivers_probe"),
                steps(DriverBinding.to(machine.bus, machine.bus.device(CARD), "vfio-pci")));
    }

    @Test
    void whatIsBoundStays() throws IOException {
        machine.driver(CARD, "vfio-pci");
        assertEquals(List.of(), steps(DriverBinding.to(machine.bus, machine.bus.device(CARD), "vfio-pci")));
    }

    @Test
    void backToTheKernels() throws IOException {
        machine.driver(CARD, "vfio-pci");
        assertEquals(List.of("echo > PCI/devices/0000:01:00.0/driver_override",
                "echo 0000:01:00.0 > PCI/devices/0000:01:00.0/driver/unbind", "echo 0000:01:00.0 > PCI/drivers_probe"),
                steps(DriverBinding.back(machine.bus, machine.bus.device(CARD))));
        assertEquals(List.of("echo 0000:01:00.0 > PCI/devices/0000:01:00.0/driver/unbind"),
                steps(DriverBinding.free(machine.bus, machine.bus.device(CARD))));
    }

    @Test
    void anUnknownDriverIsNamed() {
        PciDevice card = machine.bus.device(CARD);
        assertEquals("0000:01:00.0 can't go to uio_pci_generic: the kernel has no such driver; load its module:"
                + " modprobe uio_pci_generic", assertThrows(DeviceAccessException.class,
                () -> DriverBinding.to(machine.bus, card, "uio_pci_generic")).getMessage());
    }

    @Test
    void aDriverThatDoesNotTakeItLeavesItAsItWas() throws IOException {
        Path override = pci.resolve("devices").resolve(CARD).resolve("driver_override");
        Files.writeString(override, "uio_pci_generic\n");
        machine.driver(CARD, "uio_pci_generic");
        DriverBinding binding = DriverBinding.to(machine.bus, machine.bus.device(CARD), "vfio-pci");
        assertEquals("0000:01:00.0 was not taken by vfio-pci: it has no IOMMU group, so turn the IOMMU on",
                assertThrows(DeviceAccessException.class, binding::apply).getMessage());
        assertEquals("uio_pci_generic\n", Files.readString(override));
        assertEquals("0000:01:00.0\n", Files.readString(pci.resolve("drivers_probe")));
        assertEquals("0000:01:00.0\n", Files.readString(pci.resolve("drivers/uio_pci_generic/unbind")));
    }

    @Test
    void aBridgeStaysWhereItIs() throws IOException {
        machine.device("0000:00:01.0", "0x8086", "0x1901", "0x060400").driver("0000:00:01.0", "pcieport");
        PciDevice bridge = machine.bus.device("0000:00:01.0");
        assertEquals("0000:00:01.0 can't be lent: it is a bridge, or the host's own", assertThrows(
                DeviceAccessException.class, () -> DriverBinding.to(machine.bus, bridge, "vfio-pci")).getMessage());
    }
}
