// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.InterruptController;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Scratch;
import dev.hwview.linux.internal.ffm.LinuxNative;

/**
 * The interrupt of a device of UIO's. The kernel turns it off when it comes, and on when it is told so by a write to
 * the file; uio_pci_generic leaves the latter to the program, which clears a bit of the PCI command register.
 */
final class UioInterrupt implements InterruptController {
    private final String name;
    private final FileHandle file;
    private final SysfsPci pci;

    /**
     * Takes the interrupt.
     *
     * @param pci the device, or {@code null} if it is no PCI device
     */
    UioInterrupt(String name, FileHandle file, SysfsPci pci) {
        this.name = name;
        this.file = file;
        this.pci = pci;
    }

    @Override
    public int vectors(InterruptMode mode) {
        return mode == InterruptMode.INTX ? 1 : 0;
    }

    @Override
    public void mode(InterruptMode mode) {
        mask(0);
        try (Scratch scratch = Scratch.take()) { // forgets what nobody waited for
            file.read(scratch, Integer.BYTES);
        }
    }

    @Override
    public int eventfd(int vector) {
        return file.descriptor();
    }

    @Override
    public void mask(int vector) {
        turn(0);
    }

    @Override
    public void unmask(int vector) {
        turn(1);
    }

    private void turn(int on) {
        try (Scratch scratch = Scratch.take()) {
            scratch.put(Integer.BYTES, on);
            long status = file.write(scratch, Integer.BYTES);
            if (status == Integer.BYTES) {
                return;
            }
            if (status == -Errno.ENOSYS && pci != null) {
                pci.command(on == 0 ? LinuxNative.PCI_COMMAND_INTX_DISABLE() : 0,
                        on == 0 ? 0 : LinuxNative.PCI_COMMAND_INTX_DISABLE());
            } else if (status != -Errno.EIO && status != -Errno.EINVAL) { // it has none, or is gone, and so is off
                throw new ResourceException(name, "does not turn its interrupt " + (on == 0 ? "off" : "on")
                        + ": the kernel says " + Errno.describe(status));
            }
        }
    }
}
