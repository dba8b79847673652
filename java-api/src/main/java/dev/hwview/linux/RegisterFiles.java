// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.DeviceAccessException;
import dev.hwview.internal.Native;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The open files of a device, and the register regions that are in them. They end together. */
final class RegisterFiles implements AutoCloseable {
    private final String name;
    private final DeviceMemory memory;
    private final List<FileHandle> files = new ArrayList<>();

    RegisterFiles(String name) {
        Native.requireAccess(name);
        this.name = name;
        this.memory = new DeviceMemory(name);
    }

    /** Opens a file for reading and writing, to be closed with the others. */
    FileHandle open(Path file, int flags) {
        int descriptor = Libc.open(file.toString(), LinuxNative.O_RDWR() | LinuxNative.O_CLOEXEC() | flags);
        if (descriptor < 0) {
            throw new DeviceAccessException(name, refusal(file, descriptor));
        }
        FileHandle handle = new FileHandle(name, descriptor);
        files.add(handle);
        return handle;
    }

    /** A file can't be opened: EACCES is what its mode says, EPERM the kernel's own word, against root too. */
    static String refusal(Path file, int status) {
        return switch (-status) {
            case Errno.EACCES -> "can't be opened: " + System.getProperty("user.name") + " may not use " + file
                    + "; run as root, or as root: chown " + System.getProperty("user.name") + " " + file;
            case Errno.EPERM -> "can't be opened: the kernel keeps " + file + " to itself: it is locked down, as with"
                    + " Secure Boot (/sys/kernel/security/lockdown tells), or " + System.getProperty("user.name")
                    + " lacks CAP_SYS_RAWIO, or this is a container that was not given it";
            case Errno.ENOENT -> "can't be opened: there is no " + file;
            default -> "can't be opened: " + file + ": " + Errno.describe(status);
        };
    }

    RegisterSpace map(int region, FileHandle file, long offset, long size, Presence presence) {
        return memory.map(title(region), file, offset, size, presence);
    }

    private String title(int region) {
        return region == 0 ? name : name + " region " + region;
    }

    /** The regions of a PCI device, by the files {@code resource0} to {@code resource5}. */
    RegisterSpace[] resources(Path pci, Presence presence) {
        RegisterSpace[] regions = new RegisterSpace[PciResource.BARS];
        List<PciResource> resources = PciResource.of(pci);
        for (int bar = 0; bar < resources.size(); bar++) {
            PciResource resource = resources.get(bar);
            Path file = pci.resolve("resource" + bar);
            if (resource.first() == 0 || !Files.exists(file)) {
                continue;
            }
            FileHandle handle = open(file, 0);
            regions[bar] = resource.ports()
                    ? FileRegisterSpace.of(title(bar), resource.size(), handle, 0, presence, List.of())
                    : map(bar, handle, resource.first() % Libc.pageSize(), resource.size(), presence);
        }
        return regions;
    }

    /** The configuration space of a PCI device. */
    RegisterSpace config(Path pci, FileHandle file, Presence presence) {
        long size = pci.resolve("config").toFile().length();
        return FileRegisterSpace.of(name + " config", size, file, 0, presence, List.of());
    }

    @Override
    public void close() {
        List<Runnable> parts = new ArrayList<>(List.of(memory::close));
        files.forEach(file -> parts.add(file::close));
        Closing.all(parts.toArray(Runnable[]::new));
    }
}
