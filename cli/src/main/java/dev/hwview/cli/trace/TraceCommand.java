// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.trace;

import dev.hwview.cli.command.Subcommand;
import dev.hwview.cli.register.Maps;
import dev.hwview.cli.register.Operand;
import dev.hwview.cli.register.Operands;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Terminal;
import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.register.RegisterMap;
import dev.hwview.sim.BusFault;
import dev.hwview.sim.BusTrace;
import dev.hwview.sim.Simulation;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview trace}. */
@Command(name = "trace", description = "Drive a simulated device and show all that crossed its bus.",
        footer = {"", "Examples:", "  hwview trace sim:edu factorial 5",
            "  hwview trace --interrupt MSI sim:edu dma 64", "  hwview trace sim:regs REG_RC REG_RC"})
public final class TraceCommand extends Subcommand {
    @Option(names = "--interrupt", paramLabel = "INTX|MSI",
            description = "Sleep until the device interrupts, do not poll.")
    private InterruptMode mode;

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Such as sim:edu.")
    private String address;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND",
            description = "On an edu device " + EduScript.HELP + "; on all devices the operands of hwview read.")
    private List<String> commands;

    @Override
    public Integer call() throws InterruptedException {
        try (Device device = Device.open(address)) {
            Simulation simulation = Simulation.of(device);
            RegisterMap map = Maps.of(device).orElse(null);
            try {
                run(device);
            } finally { // what crossed the bus until a failure is what one wants to see then
                out().println();
                print(map, simulation);
            }
            return simulation.faults().count() == 0 ? 0 : Failure.FAILED;
        }
    }

    private void run(Device device) throws InterruptedException {
        if (Maps.isEdu(device.identity())) {
            new EduScript(device, out(), mode).run(commands);
        } else {
            Operands.run(device, commands.stream().map(Operand::parse).toList(), out(), true);
        }
    }

    private void print(RegisterMap map, Simulation simulation) {
        BusTrace trace = simulation.trace();
        TraceTable.of(terminal(), map, trace.transactions()).lines().forEach(out()::println);
        if (trace.lost() > 0) {
            out().println("and " + trace.lost() + " before, which the trace no longer has");
        }
        for (BusFault fault : simulation.faults().list()) {
            out().println(terminal().paint(Terminal.Style.BAD, "FAULT") + "  " + fault);
        }
    }
}
