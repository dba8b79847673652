// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.Access;
import dev.hwview.register.EnumField;
import dev.hwview.register.Field;
import dev.hwview.register.Flag;
import dev.hwview.register.Halves;
import dev.hwview.register.Register16;
import dev.hwview.register.Register32;
import dev.hwview.register.Register64;
import dev.hwview.register.Register8;
import dev.hwview.register.RegisterArray;
import dev.hwview.register.RegisterMap;

/**
 * The device of the proof: registers of every width with close neighbours, and one of each shape that modify() knows.
 */
final class Panel {
    static final RegisterArray<Register8> BYTES = RegisterArray.of(Register8.at("B", 0x00), 8, 1);
    static final RegisterArray<Register16> SHORTS = RegisterArray.of(Register16.at("H", 0x10), 8, 2);
    static final RegisterArray<Register32> INTS = RegisterArray.of(Register32.at("W", 0x20), 8, 4);
    static final RegisterArray<Register64> LONGS = RegisterArray.of(Register64.at("L", 0x40), 8, 8);

    static final Register64 LOW_HIGH = Register64.at("LH", 0x80, Access.RW, Halves.LOW_HIGH);
    static final Register64 LOW_HIGH_NEXT = Register64.at("LH1", 0x88, Access.RW, Halves.LOW_HIGH);
    static final Register64 HIGH_LOW = Register64.at("HL", 0x90, Access.RW, Halves.HIGH_LOW);
    static final Register64 HIGH_LOW_NEXT = Register64.at("HL1", 0x98, Access.RW, Halves.HIGH_LOW);

    static final Register8 CONTROL_8 = Register8.at("CTRL8", 0xA0);
    static final Field NIBBLE_8 = CONTROL_8.field("NIBBLE", 6, 3);
    static final Register16 CONTROL_16 = Register16.at("CTRL16", 0xA2);
    static final Field NIBBLE_16 = CONTROL_16.field("NIBBLE", 6, 3);
    static final Register64 CONTROL_64 = Register64.at("CTRL64", 0xA8);
    static final Field NIBBLE_64 = CONTROL_64.field("NIBBLE", 6, 3);
    static final Register64 CONTROL_LOW_HIGH = Register64.at("CTRL_LH", 0xB0, Access.RW, Halves.LOW_HIGH);
    static final Field NIBBLE_LOW_HIGH = CONTROL_LOW_HIGH.field("NIBBLE", 6, 3);
    static final Register64 CONTROL_HIGH_LOW = Register64.at("CTRL_HL", 0xB8, Access.RW, Halves.HIGH_LOW);
    static final Field NIBBLE_HIGH_LOW = CONTROL_HIGH_LOW.field("NIBBLE", 6, 3);

    static final Register32 CONTROL = Register32.at("CTRL", 0xC0);
    static final Flag ENABLE = CONTROL.flag("ENABLE", 0);
    static final Field NIBBLE = CONTROL.field("NIBBLE", 6, 3);
    static final EnumField<Speed> SPEED = CONTROL.enumeration("SPEED", 9, 8, Speed.class);
    static final Field HIGH = CONTROL.field("HIGH", 31, 16);

    /** Acknowledges beside read-only bits: no read comes before their write. */
    static final Register32 STATUS = Register32.at("STATUS", 0xC4, Access.RO);
    static final Flag DONE = STATUS.flag("DONE", 0, Access.W1C);
    static final Flag ERROR = STATUS.flag("ERROR", 3, Access.W1C);
    static final Flag START = STATUS.flag("START", 4, Access.W1S);

    /** An acknowledge and a request by zero, beside bits that must be written back. */
    static final Register32 MIXED = Register32.at("MIXED", 0xC8);
    static final Flag ACKNOWLEDGE = MIXED.flag("ACK", 0, Access.W1C);
    static final Flag CLEAR_BY_ZERO = MIXED.flag("W0C", 1, Access.W0C);
    static final Flag SET_BY_ZERO = MIXED.flag("W0S", 2, Access.W0S);

    /** Its read clears it, so a dump leaves it out. */
    static final Register32 CLEARED_BY_READ = Register32.at("RC", 0xCC, Access.RC);

    static final Register8 B0 = BYTES.get(0);
    static final Register8 B1 = BYTES.get(1);
    static final Register8 B2 = BYTES.get(2);
    static final Register8 B3 = BYTES.get(3);
    static final Register16 H0 = SHORTS.get(0);
    static final Register16 H1 = SHORTS.get(1);
    static final Register16 H2 = SHORTS.get(2);
    static final Register16 H3 = SHORTS.get(3);
    static final Register32 W0 = INTS.get(0);
    static final Register32 W1 = INTS.get(1);
    static final Register32 W2 = INTS.get(2);
    static final Register32 W3 = INTS.get(3);
    static final Register64 L0 = LONGS.get(0);
    static final Register64 L1 = LONGS.get(1);
    static final Register64 L2 = LONGS.get(2);
    static final Register64 L3 = LONGS.get(3);

    /** What is dumped. */
    static final RegisterMap SMALL = RegisterMap.of("small", B0, H0, W0, L0, LOW_HIGH, STATUS, CLEARED_BY_READ);

    /** The whole device. */
    static final RegisterMap REGISTERS = RegisterMap.of("panel", LOW_HIGH, LOW_HIGH_NEXT, HIGH_LOW, HIGH_LOW_NEXT,
            CONTROL_8, CONTROL_16, CONTROL_64, CONTROL_LOW_HIGH, CONTROL_HIGH_LOW, CONTROL, STATUS, MIXED,
            CLEARED_BY_READ).with(BYTES).with(SHORTS).with(INTS).with(LONGS);

    /** Values of an enumerated field, one for each code. */
    enum Speed { STOP, SLOW, FAST, TURBO }

    private Panel() {}
}
