// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import java.util.ArrayList;
import java.util.List;

/**
 * What the registers of a device held at one time. Prints as an aligned table.
 *
 * @param map the registers
 * @param entries one for each register of the map
 */
public record RegisterDump(RegisterMap map, List<Entry> entries) {
    /**
     * A register and what was read.
     *
     * @param register which
     * @param value zero-extended, 0 if it was not read
     * @param skipped why it was not read, or {@code null} if it was
     */
    public record Entry(Register register, long value, String skipped) {}

    static RegisterDump of(RegisterMap map, RegisterSpace space) {
        List<Entry> entries = new ArrayList<>();
        for (Register register : map.registers()) {
            String skipped = reasonToSkip(register);
            entries.add(new Entry(register, skipped == null ? register.readBits(space) : 0, skipped));
        }
        return new RegisterDump(map, List.copyOf(entries));
    }

    private static String reasonToSkip(Register register) {
        if (!register.layout().readable()) {
            return "write-only";
        }
        return register.layout().readHasEffect() ? "a read has an effect" : null;
    }

    @Override
    public String toString() {
        int name = entries.stream().mapToInt(e -> e.register().name().length()).max().orElse(0);
        StringBuilder table = new StringBuilder();
        for (Entry entry : entries) {
            Register register = entry.register();
            String value = entry.skipped() == null
                    ? String.format("0x%0" + register.width() / 4 + "x", entry.value())
                    : "(" + entry.skipped() + ")";
            table.append(String.format("0x%04x  %-" + name + "s  %-5s  %s%s%n", register.offset(), register.name(),
                    register.access(), value, entry.skipped() == null ? fields(register, entry.value()) : ""));
        }
        return table.toString();
    }

    private static String fields(Register register, long value) {
        StringBuilder text = new StringBuilder();
        for (BitField field : register.layout().fields()) {
            text.append("  ").append(field.name()).append('=').append(decoded(field, value));
        }
        return text.toString();
    }

    /**
     * A field's value as people read it.
     *
     * @param field which
     * @param registerValue its register's value
     * @return a constant's name, or a number: decimal below 10, else hexadecimal
     */
    public static String decoded(BitField field, long registerValue) {
        long value = field.extract(registerValue);
        if (field instanceof EnumField<?> names && names.get(registerValue) != null) {
            return names.get(registerValue).name();
        }
        return value >= 0 && value < 10 ? Long.toString(value) : "0x" + Long.toHexString(value);
    }
}
