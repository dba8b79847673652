// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.Identity;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A PCI device, as the kernel has it at one moment.
 *
 * @param address such as {@code 0000:01:00.0}: domain, bus, device, function
 * @param identity what it says it is
 * @param classCode 24 bits: class, subclass, programming interface; {@code 0x020000} is an Ethernet controller
 * @param driver the kernel's driver that has it, if one has
 * @param group its IOMMU group, if the machine has an IOMMU that is on
 * @param folder where the kernel describes it
 */
public record PciDevice(String address, Identity identity, int classCode, Optional<String> driver,
        Optional<String> group, Path folder) {
    /** The driver that lends devices to programs. */
    static final String VFIO = "vfio-pci";

    static PciDevice of(Path folder) {
        Identity identity = new Identity(field(folder, "vendor"), field(folder, "device"), field(folder, "revision"));
        return new PciDevice(folder.getFileName().toString(), identity, field(folder, "class"),
                Sysfs.target(folder.resolve("driver")), Sysfs.target(folder.resolve("iommu_group")), folder);
    }

    private static int field(Path folder, String name) {
        return Sysfs.number(folder.resolve(name)).orElse(0L).intValue();
    }

    /**
     * Whether it joins buses: such a one is not lent, and does not keep its group from being lent.
     *
     * @return whether it is a bridge of any kind, the host's own among them
     */
    public boolean bridge() {
        return classCode >>> 16 == 0x06;
    }
}
