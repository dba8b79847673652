// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import dev.hwview.device.Device;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Several {@link Operand}s on one device. */
public final class Operands {
    private Operands() {}

    /**
     * Does them in their order, and prints each reading when it is there.
     *
     * @param named whether to print where each value is from
     */
    public static void run(Device device, List<Operand> operands, PrintWriter out, boolean named) {
        int width = operands.stream().filter(o -> !o.writes()).mapToInt(o -> o.place().length()).max().orElse(0);
        for (Operand operand : operands) {
            Optional<Reading> reading = operand.run(device);
            reading.ifPresent(r -> out.println(named ? String.format("%-" + width + "s  %s", r.name(), r) : r.value()));
        }
    }
}
