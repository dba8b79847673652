// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.DeviceBackend;
import dev.hwview.device.DeviceInfo;
import dev.hwview.device.DeviceProvider;
import dev.hwview.device.Identity;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Opens devices of Linux's userspace I/O: {@code uio:0}. Their register regions are the maps that the kernel's driver
 * declares; a PCI device that is with uio_pci_generic, or whose driver declares none, has its BARs, by their numbers.
 * There is one interrupt, and no DMA.
 */
public final class UioProvider implements DeviceProvider {
    /** As many as the kernel's MAX_UIO_MAPS. */
    private static final int MAPS = 5;
    /** Newer ones declare BARs as maps, but one behind the other: which BAR a map is gets lost, and so do ports. */
    private static final String GENERIC = "uio_pci_generic";

    private final Path uio;
    private final Path dev;

    /** For the service loader: the devices of this machine. */
    public UioProvider() {
        this(Path.of("/sys"), Path.of("/dev"));
    }

    /**
     * The devices below a folder.
     *
     * @param sysfs {@code /sys}, or a copy of it
     * @param dev {@code /dev}, or a copy of it
     */
    public UioProvider(Path sysfs, Path dev) {
        this.uio = sysfs.resolve("class/uio");
        this.dev = dev;
    }

    @Override
    public String scheme() {
        return "uio";
    }

    @Override
    public List<DeviceInfo> devices() {
        return Sysfs.entries(uio).stream().filter(folder -> folder.getFileName().toString().startsWith("uio"))
                .map(folder -> new DeviceInfo("uio:" + folder.getFileName().toString().substring(3), identity(folder),
                        Sysfs.line(folder.resolve("name")).orElse("without a name"))).toList();
    }

    private static Identity identity(Path folder) {
        return pci(folder).map(PciDevice::identity).orElse(new Identity(0, 0, 0));
    }

    /** The PCI device behind it, if it is one. */
    private static Optional<PciDevice> pci(Path folder) {
        Path device = folder.resolve("device");
        try {
            return Files.exists(device.resolve("config")) ? Optional.of(PciDevice.of(device.toRealPath()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public DeviceBackend open(String name, String address) {
        Path folder = uio.resolve("uio" + address);
        if (!address.matches("[0-9]{1,6}") || !Files.isDirectory(folder)) {
            throw new UnknownDeviceException(name, "is not there: there are " + known()
                    + "; hwview bind ADDRESS --driver uio_pci_generic makes one of a PCI device");
        }
        RegisterFiles files = new RegisterFiles(name);
        try {
            return open(name, folder, files);
        } catch (RuntimeException | Error e) {
            Closing.after(e, files::close);
            throw e;
        }
    }

    private DeviceBackend open(String name, Path folder, RegisterFiles files) {
        FileHandle file = files.open(dev.resolve(folder.getFileName().toString()), LinuxNative.O_NONBLOCK());
        Optional<PciDevice> device = pci(folder);
        if (device.isEmpty()) {
            Presence presence = () -> Files.isDirectory(folder) ? Presence.State.PRESENT : Presence.State.REMOVED;
            return new PlainBackend(name, identity(folder), maps(folder, file, files, presence),
                    new UioInterrupt(name, file, null), presence, () -> {
                        throw new ResourceException(name, "can't be reset: UIO has no way to");
                    }, files);
        }
        SysfsPci pci = new SysfsPci(name, device.get().folder(), files);
        boolean declared = Files.isDirectory(folder.resolve("maps/map0"))
                && !device.get().driver().equals(Optional.of(GENERIC));
        RegisterSpace[] regions = declared ? maps(folder, file, files, pci::presence)
                : files.resources(device.get().folder(), pci::presence);
        return new PciFileBackend(name, device.get(), regions, new UioInterrupt(name, file, pci), pci, files);
    }

    /** Map N is at N pages of the file, whatever its size. */
    private static RegisterSpace[] maps(Path folder, FileHandle file, RegisterFiles files, Presence presence) {
        RegisterSpace[] regions = new RegisterSpace[MAPS];
        for (int map = 0; map < MAPS; map++) {
            Path declared = folder.resolve("maps/map" + map);
            long size = Sysfs.number(declared.resolve("size")).orElse(0L);
            if (size > 0) {
                long inside = Sysfs.number(declared.resolve("offset")).orElse(0L);
                regions[map] = files.map(map, file, map * Libc.pageSize() + inside, size, presence);
            }
        }
        return regions;
    }

    private String known() {
        List<String> known = devices().stream().map(DeviceInfo::address).toList();
        return known.isEmpty() ? "none" : String.join(" ", known);
    }
}
