// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.DeviceAccessException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Scratch;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.Presence;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel lets root do with a PCI device by files, whoever drives it: its config space, a reset, its memory.
 */
final class SysfsPci {
    private final String name;
    private final Path folder;
    private final FileHandle config;

    SysfsPci(String name, Path folder, RegisterFiles files) {
        this.name = name;
        this.folder = folder;
        this.config = files.open(folder.resolve("config"), 0);
    }

    FileHandle config() {
        return config;
    }

    Presence.State presence() {
        return read16(LinuxNative.PCI_VENDOR_ID()) == 0xFFFF ? Presence.State.REMOVED : Presence.State.PRESENT;
    }

    /**
     * Sets and clears bits of the command register; not of one that does not answer, which would get all ones.
     *
     * @throws DeviceAccessException if the kernel keeps it to itself
     */
    void command(int set, int clear) {
        int command = read16(LinuxNative.PCI_COMMAND());
        if (command == 0xFFFF) {
            return;
        }
        try (Scratch scratch = Scratch.take()) {
            scratch.put(Short.BYTES, command & ~clear | set);
            if (config.pwrite(scratch, Short.BYTES, LinuxNative.PCI_COMMAND()) == -Errno.EPERM) {
                throw new DeviceAccessException(name, "can't have its command register changed: the kernel is locked"
                        + " down, as with Secure Boot (/sys/kernel/security/lockdown tells); vfio: works then too");
            }
        }
    }

    /** All-ones if the kernel has no answer. */
    private int read16(int offset) {
        try (Scratch scratch = Scratch.take()) {
            return config.pread(scratch, Short.BYTES, offset) == Short.BYTES ? (int) scratch.get(Short.BYTES) : 0xFFFF;
        }
    }

    void reset() {
        if (presence() == Presence.State.REMOVED) {
            throw new DeviceRemovedException(name, "is gone: there is nothing to reset");
        }
        Path file = folder.resolve("reset");
        if (!Files.exists(file)) {
            throw new ResourceException(name, "can't be reset: neither it nor its slot has a way to");
        }
        Sysfs.write(name, "reset", new DriverBinding.Step(file, "1"));
    }
}
