// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic;

import dev.hwview.cli.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code hwview nic}: what a network card can do, each a command of its own. */
@Command(name = "nic", description = "Drive network cards.", synopsisSubcommandLabel = "COMMAND",
        subcommands = {NicForwardCommand.class, NicCaptureCommand.class, NicReplayCommand.class,
            NicGenerateCommand.class, NicPingCommand.class},
        footer = {"", "Examples:",
            "  hwview nic forward sim:e1000e sim:e1000e --from in.pcap --to out.pcap",
            "  hwview nic capture sim:e1000e out.pcap --generated 1000",
            "  hwview nic ping sim:e1000e 10.0.0.1 --peer sim:e1000e"})
public final class NicCommand extends Subcommand {
    @Override
    public Integer call() {
        throw new ParameterException(commandLine(), "no command given, see hwview nic --help");
    }
}
