// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.InterruptController;
import dev.hwview.register.RegisterSpace;

/** A PCI device by its files below {@code /sys}. */
final class PciFileBackend extends PlainBackend implements PciBackend {
    private final RegisterSpace config;

    PciFileBackend(String name, PciDevice device, RegisterSpace[] regions, InterruptController interrupts, SysfsPci pci,
            RegisterFiles files) {
        super(name, device.identity(), regions, interrupts, pci::presence, pci::reset, files);
        this.config = files.config(device.folder(), pci.config(), pci::presence);
    }

    @Override
    public RegisterSpace config() {
        return config;
    }
}
