// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import dev.hwview.cli.picture.RegisterTable;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import dev.hwview.register.BitField;
import dev.hwview.register.EnumField;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterDump;
import dev.hwview.register.RegisterSpace;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** Where an {@link Operand} reads or writes. */
sealed interface Place {
    Reading read(RegisterSpace space);

    void write(RegisterSpace space, String text);

    /** A register. */
    record Whole(Register register) implements Place {
        @Override
        public Reading read(RegisterSpace space) {
            long value = register.readBits(space);
            return new Reading(register.name(), Numbers.hex(value, register.width()),
                    RegisterTable.fields(register, value));
        }

        @Override
        public void write(RegisterSpace space, String text) {
            register.writeBits(space, Numbers.parse(text));
        }
    }

    /** A field of a register. Writing it leaves its neighbours alone. */
    record Part(Register register, BitField field) implements Place {
        @Override
        public Reading read(RegisterSpace space) {
            String name = register.name() + "." + field.name();
            return new Reading(name, RegisterDump.decoded(field, register.readBits(space)), "");
        }

        @Override
        public void write(RegisterSpace space, String text) {
            register.modify(space, field, number(text));
        }

        private long number(String text) {
            if (!(field instanceof EnumField<?> names) || Character.isDigit(text.isEmpty() ? 'x' : text.charAt(0))) {
                return Numbers.parse(text);
            }
            for (int code = 0; code < names.byCode().length; code++) {
                if (names.byCode()[code] != null && names.byCode()[code].name().equalsIgnoreCase(text)) {
                    return code;
                }
            }
            throw Failure.failed(register.name() + "." + field.name() + " has no value " + text + ", it has "
                    + Arrays.stream(names.byCode()).filter(Objects::nonNull).map(Enum::name)
                            .collect(Collectors.joining(", ")));
        }
    }

    /** An offset, whatever register may be there. */
    record Raw(long offset, int width) implements Place {
        @Override
        public Reading read(RegisterSpace space) {
            long value = switch (width) {
                case 8 -> space.read8(offset);
                case 16 -> space.read16(offset);
                case 32 -> Integer.toUnsignedLong(space.read32(offset));
                default -> space.read64(offset);
            };
            return new Reading(Numbers.offset(offset) + ":" + width, Numbers.hex(value, width), "");
        }

        @Override
        public void write(RegisterSpace space, String text) {
            long value = Numbers.parse(text);
            if (width < Long.SIZE && value >>> width != 0) {
                throw Failure.failed(Numbers.offset(offset) + ":" + width + " takes " + width + " bits, "
                        + text + " has more");
            }
            switch (width) {
                case 8 -> space.write8(offset, (int) value);
                case 16 -> space.write16(offset, (int) value);
                case 32 -> space.write32(offset, (int) value);
                default -> space.write64(offset, value);
            }
        }
    }
}
