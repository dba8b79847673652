// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import dev.hwview.cli.command.Subcommand;
import dev.hwview.device.Device;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hwview write}. */
@Command(name = "write", description = "Write a register or an offset of a device.",
        footer = {"", "Example: hwview write sim:edu LIVENESS 0x12345678 LIVENESS",
            "writes, then reads what became of it."})
public final class WriteCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "DEVICE", description = "Such as sim:edu.")
    private String address;

    @Parameters(index = "1", paramLabel = "PLACE", description = "REGISTER or OFFSET[:WIDTH].")
    private String place;

    @Parameters(index = "2", paramLabel = "VALUE", description = "Decimal, 0x or 0b.")
    private String value;

    @Parameters(index = "3..*", arity = "0..*", paramLabel = "OPERAND",
            description = "What to do then, as for hwview read.")
    private List<String> then = List.of();

    @Override
    public Integer call() {
        List<Operand> operands = new ArrayList<>(List.of(new Operand(place, value)));
        then.forEach(o -> operands.add(Operand.parse(o)));
        try (Device device = Device.open(address)) {
            Operands.run(device, operands, out(), true);
            return 0;
        }
    }
}
