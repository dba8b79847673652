// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.UnknownDeviceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The PCI devices of a machine, as the kernel shows them below {@code /sys}. Any thread may use it; it keeps nothing.
 */
public final class PciBus {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:([0-9a-fA-F]{4,8}):)?([0-9a-fA-F]{2}):([0-9a-fA-F]{2})\\.([0-7])");

    private final Path sysfs;
    private final Path dev;

    /**
     * The devices below a folder.
     *
     * @param sysfs {@code /sys}, or a copy of it
     * @param dev {@code /dev}, or a copy of it
     */
    public PciBus(Path sysfs, Path dev) {
        this.sysfs = sysfs;
        this.dev = dev;
    }

    /**
     * The devices of this machine.
     *
     * @return those below {@code /sys}
     */
    public static PciBus system() {
        return new PciBus(Path.of("/sys"), Path.of("/dev"));
    }

    /**
     * What there is.
     *
     * @return in the order of their addresses, none where the machine has no PCI
     */
    public List<PciDevice> devices() {
        return Sysfs.entries(folder().resolve("devices")).stream().map(PciDevice::of).toList();
    }

    /**
     * A device.
     *
     * @param address such as {@code 0000:01:00.0}, or {@code 01:00.0} in the first domain
     * @return as it is now
     * @throws UnknownDeviceException if there is none, or this is no address
     */
    public PciDevice device(String address) {
        return device(address, address);
    }

    /** The same, with a name of its own in messages. */
    PciDevice device(String name, String address) {
        Path device = folder().resolve("devices").resolve(normal(name, address));
        if (!Files.isDirectory(device)) {
            throw new UnknownDeviceException(name, "is not there: the machine has no PCI device at this address,"
                    + " see hwview devices");
        }
        return PciDevice.of(device);
    }

    /** The other devices of an IOMMU group. */
    List<PciDevice> othersOf(PciDevice device) {
        return device.group()
                .map(group -> Sysfs.entries(sysfs.resolve("kernel/iommu_groups").resolve(group).resolve("devices")))
                .orElse(List.of()).stream()
                .map(link -> PciDevice.of(folder().resolve("devices").resolve(link.getFileName())))
                .filter(other -> !other.address().equals(device.address())).toList();
    }

    /**
     * What keeps a program from opening a device by {@code vfio:}, as far as it can be told without trying.
     *
     * @param device one of this bus
     * @return what is wrong and what to do about it, as a predicate; empty if nothing is
     */
    public Optional<String> obstacle(PciDevice device) {
        return VfioAccess.obstacle(device, this);
    }

    /** {@code /dev}. */
    Path dev() {
        return dev;
    }

    /** {@code /sys/bus/pci}. */
    Path folder() {
        return sysfs.resolve("bus/pci");
    }

    private static String normal(String name, String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw new UnknownDeviceException(name, "is no PCI address: write DOMAIN:BUS:DEVICE.FUNCTION,"
                    + " such as 0000:01:00.0");
        }
        String domain = matcher.group(1) == null ? "0000" : matcher.group(1);
        return (domain + ":" + matcher.group(2) + ":" + matcher.group(3) + "." + matcher.group(4))
                .toLowerCase(Locale.ROOT);
    }
}
