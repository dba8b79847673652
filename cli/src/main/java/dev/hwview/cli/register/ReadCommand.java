// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import dev.hwview.cli.command.Subcommand;
import dev.hwview.device.Device;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview read}. */
@Command(name = "read", description = "Read registers, fields or offsets of a device.",
        footer = {"", "Examples:", "  hwview read sim:edu STATUS STATUS.COMPUTING 0x80:64",
            "  hwview read sim:edu LIVENESS=0x12345678 LIVENESS"})
public final class ReadCommand extends Subcommand {
    @Option(names = {"-v", "--value"}, description = "Print values only, for scripts.")
    private boolean valueOnly;

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Such as sim:edu.")
    private String address;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "OPERAND", description = Operand.HELP)
    private List<String> operands;

    @Override
    public Integer call() {
        try (Device device = Device.open(address)) {
            Operands.run(device, operands.stream().map(Operand::parse).toList(), out(), !valueOnly);
            return 0;
        }
    }
}
