// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.device.Device;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.linux.PciBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Devices that can't be opened: one line, which says what to do. */
@Timeout(60)
class RefusalTest {
    @Test
    void ofAnotherDriver() {
        Guest.bind(Guest.EDU_FUNCTION_0, "uio_pci_generic");
        assertEquals("vfio:0000:00:05.0 is in the hands of the kernel's driver uio_pci_generic:"
                + " hwview bind 0000:00:05.0 gives it to vfio-pci", refusal("vfio:" + Guest.EDU_FUNCTION_0));
        assertEquals(
                "pci:0000:00:05.0 is in the hands of the kernel's driver uio_pci_generic, and two would disturb each"
                + " other: hwview unbind 0000:00:05.0 --leave-free", refusal("pci:" + Guest.EDU_FUNCTION_0));
        Guest.unbind(Guest.EDU_FUNCTION_0);
        assertEquals("vfio:0000:00:05.0 has no driver that lends it: hwview bind 0000:00:05.0 gives it to vfio-pci",
                refusal("vfio:" + Guest.EDU_FUNCTION_0));
    }

    @Test
    void inAGroupWithADeviceOfTheKernels() {
        Guest.bind(Guest.EDU_FUNCTION_1, "uio_pci_generic");
        String address = Guest.vfio(Guest.EDU_FUNCTION_0);
        String group = PciBus.system().device(Guest.EDU_FUNCTION_0).group().orElseThrow();
        assertEquals(address + " shares IOMMU group " + group
                + " with 0000:00:05.1 (driver uio_pci_generic): a group is lent"
                + " as a whole, so hwview bind those too, or unbind them from their drivers", refusal(address));
        Guest.unbind(Guest.EDU_FUNCTION_1);
        Device.open(address).close();
        Guest.unbind(Guest.EDU_FUNCTION_0);
    }

    @Test
    void withoutPermission() throws Exception {
        String address = Guest.vfio(Guest.EDU);
        Path file = Path.of("/dev/vfio", PciBus.system().device(Guest.EDU).group().orElseThrow());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Process child = Child.start(address, "setpriv", "--reuid=65534", "--clear-groups");
        assertEquals(address + " can't be opened: nobody may not use " + file + "; as root: chown nobody " + file,
                child.inputReader().readLine());
    }

    @Test
    void ofMoreBuffersThanTheKernelAllows() throws Exception {
        Path limit = Path.of("/sys/module/vfio_iommu_type1/parameters/dma_entry_limit");
        String before = Files.readString(limit);
        Files.writeString(limit, "2");
        try (Device device = Device.open(Guest.vfio(Guest.EDU))) {
            device.dma().allocate(4096);
            DmaBuffer second = device.dma().allocate(4096);
            assertEquals(device.name() + " has 2 buffers for DMA, and the kernel allows no more: take fewer and larger"
                    + " ones, such as a pool, or raise dma_entry_limit of its module vfio_iommu_type1",
                    assertThrows(ResourceException.class, () -> device.dma().allocate(4096)).getMessage());
            second.close();
            device.dma().allocate(4096); // in its place
        } finally {
            Files.writeString(limit, before);
        }
    }

    @Test
    void ofNothing() {
        assertThrows(UnknownDeviceException.class, () -> Device.open("vfio:0000:77:00.0"));
        assertThrows(UnknownDeviceException.class, () -> Device.open("vfio:edu"));
        assertThrows(UnknownDeviceException.class, () -> Device.open("uio:77"));
        assertEquals(
                "mem:0xfe000000 is refused: nothing checks what lies at a physical address, and an access can stop the"
                + " machine; who knows what is there adds unsafe=yes", refusal("mem:0xfe000000,size=0x1000"));
    }

    private static String refusal(String address) {
        HardwareException refusal = assertThrows(DeviceAccessException.class, () -> Device.open(address).close());
        return refusal.getMessage();
    }
}
