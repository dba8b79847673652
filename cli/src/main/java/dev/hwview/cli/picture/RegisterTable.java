// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.picture;

import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Table;
import dev.hwview.cli.text.Terminal;
import dev.hwview.register.Access;
import dev.hwview.register.BitField;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterDump;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The registers of a device, one in a line. */
public final class RegisterTable {
    private RegisterTable() {}

    /** Those of a dump, in its order. */
    public static Table of(Terminal terminal, RegisterDump dump) {
        Table table = new Table(terminal, "OFFSET", "NAME", "POLICY", "VALUE", "FIELDS");
        for (RegisterDump.Entry entry : dump.entries()) {
            Register register = entry.register();
            boolean read = entry.skipped() == null;
            table.row(Numbers.offset(register.offset()), register.name(), policies(register),
                    read ? Numbers.hex(entry.value(), register.width()) : "not read",
                    read ? fields(register, entry.value()) : entry.skipped());
        }
        return table;
    }

    /** The fields of a value, such as {@code RAISE_IRQ=1 COMPUTING=0}. */
    public static String fields(Register register, long value) {
        return register.layout().fields().stream().map(f -> f.name() + "=" + RegisterDump.decoded(f, value))
                .collect(Collectors.joining(" "));
    }

    /** The register's policy, then those that some field has instead. */
    static String policies(Register register) {
        List<Access> all = Stream.concat(Stream.of(register.access()),
                register.layout().fields().stream().map(BitField::access)).distinct().toList();
        return all.stream().map(Access::toString).collect(Collectors.joining("+"));
    }
}
