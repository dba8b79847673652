// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.device;

import dev.hwview.cli.command.Subcommand;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import dev.hwview.linux.PciBus;
import dev.hwview.linux.PciDevice;
import dev.hwview.linux.ResizableBar;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hwview resize}. */
@Command(name = "resize", description = "Give a BAR of a PCI device another size, or tell which it offers.",
        footer = {"", "Needs root, Linux 5.19, and a device without a driver:",
            "  hwview unbind --leave-free 0000:01:00.0",
            "Example:", "  hwview resize --dry-run 0000:01:00.0 0 1GiB"})
public final class ResizeCommand extends Subcommand {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6}) ?([mgt])(ib)?");

    private final PciBus bus;

    @Mixin
    private DryRun dry;

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "Such as 0000:01:00.0; hwview devices has them.")
    private String address;

    @Parameters(index = "1", arity = "0..1", paramLabel = "BAR", description = "Which, from 0; all if it is left out.")
    private String bar;

    @Parameters(index = "2", arity = "0..1", paramLabel = "SIZE",
            description = "Such as 256MiB; if it is left out, those that it offers are told.")
    private String size;

    ResizeCommand() {
        this(PciBus.system());
    }

    ResizeCommand(PciBus bus) {
        this.bus = bus;
    }

    @Override
    public Integer call() {
        PciDevice device = bus.device(address);
        List<ResizableBar> bars = bar == null ? ResizableBar.of(device)
                : List.of(ResizableBar.of(device, Numbers.parse(bar, 5)));
        if (bars.isEmpty()) {
            throw Failure.failed(device.address()
                    + " has no BAR that can be resized, or the kernel is older than 5.19");
        }
        if (size == null) {
            bars.forEach(one -> out().println(one + " and offers "
                    + one.sizes().stream().map(ResizableBar::text).collect(Collectors.joining(", "))));
        } else if (dry.wanted()) {
            out().println(bars.getFirst().to(bytes(size)));
        } else {
            out().println(bars.getFirst().resize(bytes(size)));
        }
        return 0;
    }

    private static long bytes(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw Failure.usage("\"" + text + "\" is no size of a BAR: write 256MiB or 1GiB");
        }
        return Long.parseLong(size.group(1)) << switch (size.group(2)) {
            case "m" -> 20;
            case "g" -> 30;
            default -> 40;
        };
    }
}
