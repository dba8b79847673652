// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import dev.hwview.linux.DriverBinding;
import dev.hwview.linux.PciBus;
import dev.hwview.linux.PciDevice;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview bind}. */
@Command(name = "bind", description = "Give PCI devices to a driver that lends them to programs.",
        footer = {"", "Needs root. hwview unbind gives them back.", "Example:", "  hwview bind --dry-run 0000:01:00.0"})
final class BindCommand extends Subcommand {
    @Option(names = "--driver", paramLabel = "NAME", defaultValue = "vfio-pci",
            description = "Which: vfio-pci (by default), or uio_pci_generic.")
    private String driver;

    @Option(names = {"-n", "--dry-run"}, description = "Only print what would be done.")
    private boolean dry;

    @Parameters(arity = "1..*", paramLabel = "ADDRESS", description = "Such as 0000:01:00.0; hwview devices has them.")
    private List<String> addresses;

    @Override
    public Integer call() {
        PciBus bus = PciBus.system();
        for (String address : addresses) {
            PciDevice device = bus.device(address);
            DriverBinding binding = DriverBinding.to(bus, device, driver);
            if (dry) {
                binding.steps().forEach(out()::println);
            } else {
                PciDevice bound = binding.apply();
                out().println(bound.address() + " is with " + driver + bus.obstacle(bound)
                        .filter(problem -> driver.equals("vfio-pci")).map(problem -> ", but " + problem).orElse(""));
            }
        }
        return 0;
    }
}
