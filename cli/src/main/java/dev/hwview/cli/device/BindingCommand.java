// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.device;

import dev.hwview.cli.command.Subcommand;
import dev.hwview.linux.DriverBinding;
import dev.hwview.linux.PciBus;
import dev.hwview.linux.PciDevice;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that gives PCI devices to a driver, or takes them from one. */
abstract class BindingCommand extends Subcommand {
    @Mixin
    private DryRun dry;

    @Parameters(arity = "1..*", paramLabel = "ADDRESS", description = "Such as 0000:01:00.0; hwview devices has them.")
    private List<String> addresses;

    /** What is to be done with a device. */
    abstract DriverBinding binding(PciBus bus, PciDevice device);

    /** What is to be told of it when that was done. */
    abstract String told(PciBus bus, PciDevice now);

    @Override
    public final Integer call() {
        PciBus bus = PciBus.system();
        for (String address : addresses) {
            DriverBinding binding = binding(bus, bus.device(address));
            if (dry.wanted()) {
                binding.steps().forEach(out()::println);
            } else {
                out().println(told(bus, binding.apply()));
            }
        }
        return 0;
    }
}
