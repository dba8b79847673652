// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.UnknownRegisterException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * All registers of a device, by name: what a tool shows, what a simulator is built from, what a checker knows.
 *
 * @param name of the device's kind, such as {@code edu}
 * @param registers by ascending offset
 */
public record RegisterMap(String name, List<Register> registers) {
    /** Sorts, and checks that no two share a name or a byte. */
    public RegisterMap {
        registers = registers.stream().sorted(Comparator.comparingLong(Register::offset)).toList();
        for (int i = 1; i < registers.size(); i++) {
            Register before = registers.get(i - 1);
            if (before.offset() + before.width() / Byte.SIZE > registers.get(i).offset()) {
                throw new IllegalArgumentException(name + ": " + registers.get(i).name() + " overlaps "
                        + before.name());
            }
        }
        if (registers.stream().map(r -> r.name().toUpperCase(Locale.ROOT)).distinct().count() != registers.size()) {
            throw new IllegalArgumentException(name + ": two registers share a name");
        }
    }

    /**
     * Makes a map.
     *
     * @param name of the device's kind
     * @param registers in any order
     * @return the map
     */
    public static RegisterMap of(String name, Register... registers) {
        return new RegisterMap(name, Arrays.asList(registers));
    }

    /**
     * Adds an array's elements.
     *
     * @param array of registers
     * @return a map that has them too
     */
    public RegisterMap with(RegisterArray<?> array) {
        List<Register> all = new ArrayList<>(registers);
        all.addAll(array.elements());
        return new RegisterMap(name, all);
    }

    /**
     * Finds a register.
     *
     * @param wanted its name, in any case
     * @return the register
     * @throws UnknownRegisterException if there is none; the message lists those that there are
     */
    public Register register(String wanted) {
        return registers.stream().filter(r -> r.name().equalsIgnoreCase(wanted)).findFirst()
                .orElseThrow(() -> new UnknownRegisterException(name, "has no register " + wanted + ", it has "
                        + registers.stream().map(Register::name).collect(Collectors.joining(", "))));
    }

    /**
     * Finds a field.
     *
     * @param wanted {@code REGISTER.FIELD}, in any case
     * @return the field
     * @throws UnknownRegisterException if there is none; the message lists those that there are
     */
    public BitField field(String wanted) {
        int dot = wanted.indexOf('.');
        if (dot < 0) {
            throw new UnknownRegisterException(name, "has no field " + wanted + ": a field is written REGISTER.FIELD");
        }
        Register register = register(wanted.substring(0, dot));
        String field = wanted.substring(dot + 1);
        return register.layout().fields().stream().filter(f -> f.name().equalsIgnoreCase(field)).findFirst()
                .orElseThrow(() -> new UnknownRegisterException(register.name() + " of " + name, "has no field " + field
                        + ", it has " + (register.layout().fields().isEmpty() ? "none" : register.layout().fields()
                                .stream().map(BitField::name).collect(Collectors.joining(", ")))));
    }

    /**
     * Reads each register that can be read without a side effect, once, by ascending offset.
     *
     * @param space where the registers are
     * @return what they hold
     */
    public RegisterDump dump(RegisterSpace space) {
        return RegisterDump.of(this, space);
    }
}
