// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.device;

import dev.hwview.linux.DriverBinding;
import dev.hwview.linux.PciBus;
import dev.hwview.linux.PciDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hwview unbind}. */
@Command(name = "unbind", description = "Give PCI devices back to the kernel's own drivers.",
        footer = {"", "Needs root."})
public final class UnbindCommand extends BindingCommand {
    @Option(names = "--leave-free", description = "Leave them without a driver, as pci: wants them.")
    private boolean leaveFree;

    @Override
    DriverBinding binding(PciBus bus, PciDevice device) {
        return leaveFree ? DriverBinding.free(bus, device) : DriverBinding.back(bus, device);
    }

    @Override
    String told(PciBus bus, PciDevice now) {
        return now.address() + " is with " + now.driver().orElse("no driver");
    }
}
