// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.device;

import dev.hwview.linux.DriverBinding;
import dev.hwview.linux.PciBus;
import dev.hwview.linux.PciDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hwview bind}. */
@Command(name = "bind", description = "Give PCI devices to a driver that lends them to programs.",
        footer = {"", "Needs root. hwview unbind gives them back.", "Example:", "  hwview bind --dry-run 0000:01:00.0"})
public final class BindCommand extends BindingCommand {
    @Option(names = "--driver", paramLabel = "NAME", defaultValue = "vfio-pci",
            description = "Which: vfio-pci (by default), or uio_pci_generic.")
    private String driver;

    @Override
    DriverBinding binding(PciBus bus, PciDevice device) {
        return DriverBinding.to(bus, device, driver);
    }

    @Override
    String told(PciBus bus, PciDevice now) {
        return now.address() + " is with " + driver + bus.obstacle(now)
                .filter(problem -> driver.equals("vfio-pci")).map(problem -> ", but " + problem).orElse("");
    }
}
