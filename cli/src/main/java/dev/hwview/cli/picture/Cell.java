// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.picture;

import dev.hwview.cli.text.Numbers;
import dev.hwview.register.BitField;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterDump;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of bits in the picture of a register: a field, or bits that belong to none.
 *
 * @param msb the highest bit
 * @param lsb the lowest bit
 * @param name the field's, empty for bits of no field
 * @param value as people read it, empty if it was not read or there is nothing to say
 * @param policy the field's, empty for bits of no field
 */
record Cell(int msb, int lsb, String name, String value, String policy) {
    /** The cells of a register, from the highest bit down. A register without fields is one cell. */
    static List<Cell> of(RegisterDump.Entry entry) {
        Register register = entry.register();
        List<BitField> fields = register.layout().fields();
        if (fields.isEmpty()) {
            String value = entry.skipped() == null ? Numbers.hex(entry.value(), register.width()) : "";
            return List.of(new Cell(register.width() - 1, 0, register.name(), value, register.access().toString()));
        }
        List<Cell> cells = new ArrayList<>();
        int above = register.width();
        for (BitField field : fields) {
            addReserved(cells, above - 1, field.msb() + 1, entry);
            String value = entry.skipped() == null ? RegisterDump.decoded(field, entry.value()) : "";
            cells.add(new Cell(field.msb(), field.lsb(), field.name(), value, field.access().toString()));
            above = field.lsb();
        }
        addReserved(cells, above - 1, 0, entry);
        return cells;
    }

    /** Bits of no field read as zero; where they do not, that is worth a look. */
    private static void addReserved(List<Cell> cells, int msb, int lsb, RegisterDump.Entry entry) {
        if (msb >= lsb) {
            long bits = entry.value() >>> lsb & -1L >>> (Long.SIZE - (msb - lsb + 1));
            cells.add(new Cell(msb, lsb, "", bits == 0 ? "" : "0x" + Long.toHexString(bits), ""));
        }
    }

    int bits() {
        return msb - lsb + 1;
    }

    boolean reserved() {
        return policy.isEmpty();
    }

    /** The narrowest inside in which nothing has to be cut. */
    int needs() {
        int numbers = bits() == 1 ? digits(msb) : digits(msb) + 1 + digits(lsb);
        int texts = Math.max(name.length(), value.length());
        return Math.max(Math.max(numbers, policy.length()), texts == 0 ? 0 : texts + 2);
    }

    /** The bit numbers, as wide as the inside: at both ends, or one in the middle. */
    String numbers(int width) {
        if (bits() == 1) {
            return centred(Integer.toString(msb), width);
        }
        String left = Integer.toString(msb);
        String right = Integer.toString(lsb);
        return left + " ".repeat(Math.max(1, width - left.length() - right.length())) + right;
    }

    /** Text in the middle of a width that it fits into. */
    static String centred(String text, int width) {
        int left = (width - text.length()) / 2;
        return " ".repeat(Math.max(0, left)) + text + " ".repeat(Math.max(0, width - text.length() - left));
    }

    private static int digits(int number) {
        return number < 10 ? 1 : 2;
    }
}
