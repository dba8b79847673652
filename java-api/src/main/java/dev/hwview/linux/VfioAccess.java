// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.linux.internal.Errno;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** What may keep a program from opening a device by VFIO, as predicates that say what to do. */
final class VfioAccess {
    /** Why no program gets it. */
    static final String BRIDGE = "can't be lent: it is a bridge, or the host's own";

    private VfioAccess() {}

    /** The first thing in the way that can be told without trying. */
    static Optional<String> obstacle(PciDevice device, PciBus bus) {
        if (device.bridge()) {
            return Optional.of(BRIDGE);
        }
        if (device.group().isEmpty()) {
            return Optional.of("has no IOMMU group: turn the IOMMU on in the firmware (VT-d, AMD-Vi), and boot with"
                    + " intel_iommu=on where it is Intel's; without one there are its registers alone, by pci:"
                    + device.address());
        }
        String driver = device.driver().orElse(null);
        if (!PciDevice.VFIO.equals(driver)) {
            return Optional.of((driver == null ? "has no driver that lends it"
                    : "is in the hands of the kernel's driver " + driver) + ": hwview bind " + device.address()
                    + " gives it to vfio-pci");
        }
        if (!holders(device, bus).isEmpty()) {
            return Optional.of(notViable(device, bus));
        }
        Path group = bus.dev().resolve("vfio").resolve(device.group().get());
        if (Files.exists(group.resolveSibling("noiommu-" + group.getFileName()))) {
            return Optional.of("is lent without an IOMMU, so that it could overwrite anything, and is not opened so:"
                    + " turn the IOMMU on, and VFIO's enable_unsafe_noiommu_mode off; its registers alone are to be"
                    + " had by pci:" + device.address());
        }
        if (!Files.exists(group)) {
            return Optional.of(refusal(group, -Errno.ENOENT));
        }
        return Files.isReadable(group) && Files.isWritable(group) ? Optional.empty()
                : Optional.of(refusal(group, -Errno.EACCES));
    }

    /** Somebody else in the group can't be trusted with what the device is lent for. */
    static String notViable(PciDevice device, PciBus bus) {
        return "shares IOMMU group " + device.group().orElse("?") + " with " + holders(device, bus)
                + ": a group is lent as a whole, so hwview bind those too, or unbind them from their drivers";
    }

    private static String holders(PciDevice device, PciBus bus) {
        return bus.othersOf(device).stream()
                .filter(other -> !other.bridge() && other.driver().isPresent()
                        && !PciDevice.VFIO.equals(other.driver().get()))
                .map(other -> other.address() + " (driver " + other.driver().get() + ")")
                .collect(Collectors.joining(", "));
    }

    /** A file of VFIO's can't be opened. */
    static String refusal(Path file, int status) {
        return switch (-status) {
            case Errno.ENOENT -> "can't be opened: there is no " + file + "; load the modules: modprobe vfio-pci";
            case Errno.EPERM -> "can't be opened: the kernel keeps " + file + " from this program: a container has to"
                    + " be given it, as by --device " + file;
            case Errno.EACCES -> "can't be opened: " + System.getProperty("user.name") + " may not use "
                    + file + "; as root: chown " + System.getProperty("user.name") + " " + file;
            case Errno.EBUSY -> "is in use: somebody has " + file + " open, this program or another;"
                    + " fuser -v " + file + " tells who";
            default -> "can't be opened: " + file + ": " + Errno.describe(status);
        };
    }
}
