// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import dev.hwview.cli.command.Subcommand;
import dev.hwview.cli.text.Failure;
import dev.hwview.device.Device;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hwview set}. */
@Command(name = "set", description = {"Set fields of a device's registers.",
    "Each field is one read and one write of its register, which leave the fields beside it alone."},
        footer = {"", "Example: hwview set sim:edu STATUS.RAISE_IRQ=1 STATUS"})
public final class SetCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "DEVICE", description = "Such as sim:edu.")
    private String address;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "REGISTER.FIELD=VALUE",
            description = "VALUE is decimal, 0x, 0b or a name; an operand without one is read, as by hwview read.")
    private List<String> settings;

    @Override
    public Integer call() {
        List<Operand> operands = settings.stream().map(Operand::parse).toList();
        if (operands.stream().noneMatch(Operand::writes)) {
            throw Failure.usage("nothing to set: write REGISTER.FIELD=VALUE");
        }
        try (Device device = Device.open(address)) {
            Operands.run(device, operands, out(), true);
            return 0;
        }
    }
}
