// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.device.Device;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.fault.UnknownDeviceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the way of a device, on machines that only files make up. */
class VfioAccessTest {
    private static final String CARD = "0000:01:00.0";

    @TempDir
    Path folder;
    private FakeSysfs machine;

    @BeforeEach
    void machine() throws IOException {
        machine = new FakeSysfs(folder).device(CARD, "0x8086", "0x10d3", "0x020000");
    }

    private Optional<String> obstacle() {
        return machine.bus.obstacle(machine.bus.device(CARD));
    }

    private String refusal(String address) {
        return assertThrows(DeviceAccessException.class, () -> Device.open(new VfioProvider(machine.bus), address))
                .getMessage();
    }

    @Test
    void noIommu() {
        assertEquals(
                "vfio:0000:01:00.0 has no IOMMU group: turn the IOMMU on in the firmware (VT-d, AMD-Vi), and boot with"
                + " intel_iommu=on where it is Intel's; without one there are its registers alone, by pci:0000:01:00.0",
                refusal(CARD));
    }

    @Test
    void noDriver() throws IOException {
        machine.group(CARD, "7");
        assertEquals("vfio:01:00.0 has no driver that lends it: hwview bind 0000:01:00.0 gives it to vfio-pci",
                refusal("01:00.0"));
    }

    @Test
    void theKernelsDriver() throws IOException {
        machine.group(CARD, "7").driver(CARD, "e1000e");
        assertEquals(
                "vfio:0000:01:00.0 is in the hands of the kernel's driver e1000e: hwview bind 0000:01:00.0 gives it to"
                + " vfio-pci", refusal(CARD));
    }

    @Test
    void anotherOfItsGroup() throws IOException {
        machine.device("0000:01:00.1", "0x8086", "0x10d3", "0x020000")
                .device("0000:00:01.0", "0x8086", "0x0c01", "0x060400").group(CARD, "7").driver(CARD, "vfio-pci")
                .lent("7")
                .group("0000:01:00.1", "7")
                .group("0000:00:01.0", "7").driver("0000:00:01.0", "pcieport");
        assertEquals(Optional.empty(), obstacle()); // a bridge harms nobody, nor does a device without a driver
        machine.driver("0000:01:00.1", "igb");
        assertEquals(
                "vfio:0000:01:00.0 shares IOMMU group 7 with 0000:01:00.1 (driver igb): a group is lent as a whole, so"
                + " hwview bind those too, or unbind them from their drivers", refusal(CARD));
    }

    @Test
    void noModule() throws IOException {
        machine.group(CARD, "7").driver(CARD, "vfio-pci");
        assertEquals("vfio:0000:01:00.0 can't be opened: there is no " + machine.dev()
                + "/vfio/7; load the modules: modprobe vfio-pci", refusal(CARD));
    }

    /** The kernel makes a group of its own then, and its file has another name. */
    @Test
    void vfioWithoutAnIommu() throws IOException {
        machine.group(CARD, "7").driver(CARD, "vfio-pci").lent("noiommu-7");
        assertEquals("vfio:0000:01:00.0 is lent without an IOMMU, so that it could overwrite anything, and is not"
                + " opened so: turn the IOMMU on, and VFIO's enable_unsafe_noiommu_mode off; its registers alone are"
                + " to be had by pci:0000:01:00.0", refusal(CARD));
    }

    @Test
    void noPermission() {
        String user = System.getProperty("user.name");
        assertEquals("can't be opened: " + user + " may not use /dev/vfio/7; as root: chown " + user + " /dev/vfio/7",
                VfioAccess.refusal(Path.of("/dev/vfio/7"), -13));
        assertEquals("can't be opened: the kernel keeps /dev/vfio/7 from this program: a container has to be given it,"
                + " as by --device /dev/vfio/7", VfioAccess.refusal(Path.of("/dev/vfio/7"), -1));
        assertEquals(
                "is in use: somebody has /dev/vfio/7 open, this program or another; fuser -v /dev/vfio/7 tells who",
                VfioAccess.refusal(Path.of("/dev/vfio/7"), -16));
        assertEquals("can't be opened: /dev/vfio/7: errno 5, EIO", VfioAccess.refusal(Path.of("/dev/vfio/7"), -5));
    }

    @Test
    void bridgesStay() throws IOException {
        machine.device("0000:00:01.0", "0x8086", "0x0c01", "0x060400");
        assertEquals("vfio:00:01.0 can't be lent: it is a bridge, or the host's own", refusal("00:01.0"));
    }

    @Test
    void nothingThere() {
        VfioProvider provider = new VfioProvider(machine.bus);
        assertEquals(
                "vfio:0000:02:00.0 is not there: the machine has no PCI device at this address, see hwview devices",
                assertThrows(UnknownDeviceException.class, () -> Device.open(provider, "0000:02:00.0")).getMessage());
        assertEquals("vfio:../../etc is no PCI address: write DOMAIN:BUS:DEVICE.FUNCTION, such as 0000:01:00.0",
                assertThrows(UnknownDeviceException.class, () -> Device.open(provider, "../../etc")).getMessage());
        assertEquals("vfio:0000:01:00.0 takes no options: irq=1",
                assertThrows(UnknownDeviceException.class, () -> Device.open(provider, CARD + ",irq=1")).getMessage());
    }

    @Test
    void theReadyOnesAreListed() throws IOException {
        VfioProvider provider = new VfioProvider(machine.bus);
        assertEquals(0, provider.devices().size());
        machine.group(CARD, "7").driver(CARD, "vfio-pci").lent("7");
        assertEquals("vfio:0000:01:00.0", provider.devices().getFirst().address());
        assertEquals("8086:10d3 rev 03", provider.devices().getFirst().identity().toString());
    }

    @Test
    void filesOfADrivenDeviceAreLeftAlone() throws IOException {
        machine.driver(CARD, "e1000e");
        assertEquals("pci:0000:01:00.0 is in the hands of the kernel's driver e1000e, and two would disturb each other:"
                + " hwview unbind 0000:01:00.0 --leave-free", assertThrows(DeviceAccessException.class,
                () -> Device.open(new PciProvider(machine.bus), CARD)).getMessage());
    }
}
