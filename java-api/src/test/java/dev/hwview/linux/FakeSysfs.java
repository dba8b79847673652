// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine's {@code /sys} and {@code /dev}, as far as PCI devices go, in a folder of the test's. */
final class FakeSysfs {
    final PciBus bus;
    private final Path sys;
    private final Path dev;

    FakeSysfs(Path folder) throws IOException {
        sys = folder.resolve("sys");
        dev = folder.resolve("dev");
        Files.createDirectories(sys.resolve("bus/pci/devices"));
        Files.createDirectories(dev.resolve("vfio"));
        bus = new PciBus(sys, dev);
    }

    Path devices() {
        return sys.resolve("bus/pci/devices");
    }

    /** Adds a device without a driver and without a group. */
    FakeSysfs device(String address, String vendor, String device, String classCode) throws IOException {
        Path folder = Files.createDirectories(devices().resolve(address));
        Files.writeString(folder.resolve("vendor"), vendor + "\n");
        Files.writeString(folder.resolve("device"), device + "\n");
        Files.writeString(folder.resolve("revision"), "0x03\n");
        Files.writeString(folder.resolve("class"), classCode + "\n");
        Files.writeString(folder.resolve("driver_override"), "(null)\n");
        return this;
    }

    FakeSysfs driver(String address, String driver) throws IOException {
        Path folder = loaded(driver);
        Files.createSymbolicLink(devices().resolve(address).resolve("driver"), folder);
        return this;
    }

    /** A driver that the kernel has loaded. */
    Path loaded(String driver) throws IOException {
        Path folder = Files.createDirectories(sys.resolve("bus/pci/drivers").resolve(driver));
        Path unbind = folder.resolve("unbind");
        if (!Files.exists(unbind)) {
            Files.createFile(unbind);
        }
        Path probe = sys.resolve("bus/pci/drivers_probe");
        if (!Files.exists(probe)) {
            Files.createFile(probe);
        }
        return folder;
    }

    FakeSysfs group(String address, String group) throws IOException {
        Path folder = Files.createDirectories(sys.resolve("kernel/iommu_groups").resolve(group).resolve("devices"));
        Files.createSymbolicLink(folder.resolve(address), devices().resolve(address));
        Files.createSymbolicLink(devices().resolve(address).resolve("iommu_group"), folder.getParent());
        return this;
    }

    /** The file by which a group is lent. */
    FakeSysfs lent(String group) throws IOException {
        Files.createFile(dev.resolve("vfio").resolve(group));
        return this;
    }

    Path dev() {
        return dev;
    }
}
