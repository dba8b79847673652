// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import static dev.hwview.proof.Panel.*;

import dev.hwview.proof.Case.Preset;
import dev.hwview.register.Field;
import dev.hwview.register.Register;
import dev.hwview.register.Register64;
import dev.hwview.register.RegisterSpace;
import java.time.Duration;

/** Read, change, write: two accesses (in halves four), whatever the change is. */
final class ModifyCases {
    private static final Duration SOON = Duration.ofMillis(100);

    private ModifyCases() {}

    static void addTo(CaseTable t) {
        String ints = ".modify(RegisterSpace, IntUnaryOperator)";
        add(t, "Register8" + ints, CONTROL_8, s -> CONTROL_8.modify(s, v -> v ^ 0x21),
                s -> CONTROL_8.modify(s, v -> v));
        add(t, "Register16" + ints, CONTROL_16, s -> CONTROL_16.modify(s, v -> v ^ 0x21),
                s -> CONTROL_16.modify(s, v -> v));
        add(t, "Register32" + ints, CONTROL, s -> CONTROL.modify(s, v -> v ^ 0x21), s -> CONTROL.modify(s, v -> v));
        addLong(t, "", CONTROL_64);
        addLong(t, " LOW_HIGH", CONTROL_LOW_HIGH);
        addLong(t, " HIGH_LOW", CONTROL_HIGH_LOW);
        field(t, "Register8", "", CONTROL_8, NIBBLE_8);
        field(t, "Register16", "", CONTROL_16, NIBBLE_16);
        field(t, "Register32", "", CONTROL, NIBBLE);
        field(t, "Register64", "", CONTROL_64, NIBBLE_64);
        field(t, "Register64", " LOW_HIGH", CONTROL_LOW_HIGH, NIBBLE_LOW_HIGH);
        field(t, "Register64", " HIGH_LOW", CONTROL_HIGH_LOW, NIBBLE_HIGH_LOW);
    }

    private static void addLong(CaseTable t, String halves, Register64 register) {
        add(t, "Register64.modify(RegisterSpace, LongUnaryOperator)" + halves, register,
                s -> register.modify(s, v -> v ^ 0x21), s -> register.modify(s, v -> v));
    }

    private static void add(CaseTable t, String method, Register register, Change toggle, Change same) {
        Wire wire = Wire.of(register);
        t.add(method, "toggles", (s, i) -> {
            toggle.apply(s);
            return 0;
        }, (tape, i) -> {
            wire.read(tape, wire.held() ^ ((i & 1) == 0 ? 0 : 0x21));
            wire.write(tape, wire.held() ^ ((i & 1) == 0 ? 0x21 : 0));
        }, Preset.held(wire));
        t.add(method, "changes nothing", (s, i) -> {
            same.apply(s);
            return 0;
        }, (tape, i) -> {
            wire.read(tape, wire.held());
            wire.write(tape, wire.held());
        }, Preset.held(wire));
    }

    /** By descriptor, and await() of the same register, which takes one read where it is satisfied at once. */
    private static void field(CaseTable t, String type, String halves, Register register, Field nibble) {
        Wire wire = Wire.of(register);
        t.add(type + ".modify(RegisterSpace, BitField, long)" + halves, "field", (s, i) -> {
            register.modify(s, nibble, i & 15);
            return 0;
        }, (tape, i) -> set(tape, wire, nibble, i), Preset.held(wire));
        t.readsLong(type + ".await(RegisterSpace, long, long, Duration)" + halves, wire, wire.held(),
                s -> register.await(s, 0xFF, 0x88, SOON), wire.held());
    }

    /** A field takes {@code i}, where it had {@code i - 1}. */
    static void set(Tape tape, Wire wire, Field field, int i) {
        long mask = field.max();
        wire.read(tape, i == 0 ? wire.held() : field.with(wire.held(), i - 1 & mask));
        wire.write(tape, field.with(wire.held(), i & mask));
    }

    /** A modify() of one register. */
    @FunctionalInterface
    private interface Change {
        void apply(RegisterSpace space);
    }
}
