// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import java.util.stream.Collectors;

/** What the register types share where they are declared and printed. */
final class Declarations {
    private Declarations() {}

    static void requirePlace(String name, long offset, int alignment) {
        if (offset < 0 || offset % alignment != 0) {
            throw new IllegalArgumentException(
                    name + ": the offset 0x" + Long.toHexString(offset) + " is no multiple of " + alignment);
        }
    }

    static void requireInside(Register register, String name, int lsb, int width) {
        if (lsb < 0 || width < 1 || lsb + width > register.width()) {
            throw new IllegalArgumentException(register.name() + "." + name + " [" + (lsb + width - 1) + ":" + lsb
                    + "] is not inside the " + register.width() + " bits of its register");
        }
    }

    /** Such as {@code STATUS (0x20) RW 32 bits {RAISE_IRQ[7] COMPUTING[0]}}. */
    static String describe(Register register) {
        String fields = register.layout().fields().stream()
                .map(f -> f.name() + (f.width() == 1 ? "[" + f.lsb() + "]" : "[" + f.msb() + ":" + f.lsb() + "]"))
                .collect(Collectors.joining(" "));
        return register.name() + " (0x" + Long.toHexString(register.offset()) + ") " + register.access() + " "
                + register.width() + " bits" + (fields.isEmpty() ? "" : " {" + fields + "}");
    }
}
