// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import dev.hwview.linux.DriverBinding;
import dev.hwview.linux.PciBus;
import dev.hwview.linux.PciDevice;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview unbind}. */
@Command(name = "unbind", description = "Give PCI devices back to the kernel's own drivers.",
        footer = {"", "Needs root."})
final class UnbindCommand extends Subcommand {
    @Option(names = "--leave-free", description = "Leave them without a driver, as pci: wants them.")
    private boolean leaveFree;

    @Option(names = {"-n", "--dry-run"}, description = "Only print what would be done.")
    private boolean dry;

    @Parameters(arity = "1..*", paramLabel = "ADDRESS", description = "Such as 0000:01:00.0; hwview devices has them.")
    private List<String> addresses;

    @Override
    public Integer call() {
        PciBus bus = PciBus.system();
        for (String address : addresses) {
            PciDevice device = bus.device(address);
            DriverBinding binding = leaveFree ? DriverBinding.free(bus, device) : DriverBinding.back(bus, device);
            if (dry) {
                binding.steps().forEach(out()::println);
            } else {
                PciDevice now = binding.apply();
                out().println(now.address() + " is with " + now.driver().orElse("no driver"));
            }
        }
        return 0;
    }
}
