// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import static dev.hwview.proof.Panel.*;

import dev.hwview.proof.Case.Preset;
import dev.hwview.register.Flag;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterDump;
import dev.hwview.register.RegisterSpace;
import java.time.Duration;

/** Parts of registers: the access is the whole register's, however small the part. */
final class FieldCases {
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Wire WIRE = Wire.of(CONTROL);
    private static final long HELD = WIRE.held();
    /** Of the held value: SPEED is code 3, ENABLE and ACK are 0, NIBBLE is 1. */
    private static final int NIBBLE_HELD = NIBBLE.get((int) HELD);

    private FieldCases() {}

    static void addTo(CaseTable t) {
        t.readsInt("Field.read(RegisterSpace)", WIRE, HELD, NIBBLE::read, NIBBLE_HELD);
        t.readsLong("Field.readLong(RegisterSpace)", WIRE, HELD, HIGH::readLong, HELD >>> 16);
        t.add("Field.set(RegisterSpace, long)", "sets", (s, i) -> {
            NIBBLE.set(s, i & 15);
            return 0;
        }, (tape, i) -> ModifyCases.set(tape, WIRE, NIBBLE, i), Preset.held(WIRE));
        t.readsInt("Field.await(RegisterSpace, long, Duration)", WIRE, HELD, s -> {
            NIBBLE.await(s, NIBBLE_HELD, SOON);
            return NIBBLE_HELD;
        }, NIBBLE_HELD);
        addEnumeration(t);
        addFlags(t);
        addAcknowledges(t);
        addDump(t);
    }

    private static void addEnumeration(CaseTable t) {
        Speed held = SPEED.get(HELD);
        t.readsInt("EnumField.read(RegisterSpace)", WIRE, HELD, s -> SPEED.read(s).ordinal(), held.ordinal());
        t.add("EnumField.set(RegisterSpace, Enum)", "sets", (s, i) -> {
            SPEED.set(s, (i & 1) == 0 ? Speed.SLOW : Speed.FAST);
            return 0;
        }, (tape, i) -> {
            WIRE.read(tape, i == 0 ? HELD : SPEED.with(HELD, (i & 1) == 0 ? Speed.FAST : Speed.SLOW));
            WIRE.write(tape, SPEED.with(HELD, (i & 1) == 0 ? Speed.SLOW : Speed.FAST));
        }, Preset.held(WIRE));
        t.readsInt("EnumField.await(RegisterSpace, Enum, Duration)", WIRE, HELD, s -> {
            SPEED.await(s, held, SOON);
            return 0;
        }, 0);
    }

    private static void addFlags(CaseTable t) {
        t.readsInt("Flag.isSet(RegisterSpace)", WIRE, HELD, s -> ENABLE.isSet(s) ? 1 : 0, 0);
        t.readsInt("Flag.awaitClear(RegisterSpace, Duration)", WIRE, HELD, s -> {
            ENABLE.awaitClear(s, SOON);
            return 0;
        }, 0);
        Preset on = new Preset(WIRE.offset(), WIRE.width(), HELD | 1);
        t.add("Flag.awaitSet(RegisterSpace, Duration)", "waits", (s, i) -> {
            ENABLE.awaitSet(s, SOON);
            return 0;
        }, (tape, i) -> WIRE.read(tape, HELD | 1), on);
        t.add("Flag.set(RegisterSpace)", "RW", (s, i) -> {
            ENABLE.set(s);
            return 0;
        }, (tape, i) -> {
            WIRE.read(tape, i == 0 ? HELD : HELD | 1);
            WIRE.write(tape, HELD | 1);
        }, Preset.held(WIRE));
        t.add("Flag.clear(RegisterSpace)", "RW", (s, i) -> {
            ENABLE.clear(s);
            return 0;
        }, (tape, i) -> {
            WIRE.read(tape, i == 0 ? HELD | 1 : HELD);
            WIRE.write(tape, HELD);
        }, on);
    }

    private static void addAcknowledges(CaseTable t) {
        Wire status = Wire.of(STATUS);
        t.add("Flag.clear(RegisterSpace)", "W1C alone", (s, i) -> {
            DONE.clear(s);
            ERROR.clear(s);
            return 0;
        }, (tape, i) -> {
            status.write(tape, DONE.mask());
            status.write(tape, ERROR.mask());
        });
        t.add("Flag.clear(RegisterSpace)", "W1C that was seen", (s, i) -> {
            if (ERROR.isSet(s)) {
                ERROR.clear(s);
            }
            START.set(s);
            return 0;
        }, (tape, i) -> {
            long held = i == 0 ? HELD : HELD & ~ERROR.mask() | START.mask();
            status.read(tape, held);
            if (i == 0) {
                status.write(tape, ERROR.mask());
            }
            status.write(tape, START.mask());
        }, Preset.held(status));
        mixed(t, "clear", "W1C beside RW", s -> ACKNOWLEDGE.clear(s), ACKNOWLEDGE, 1);
        mixed(t, "clear", "W0C beside RW", s -> CLEAR_BY_ZERO.clear(s), CLEAR_BY_ZERO, 0);
        mixed(t, "set", "W0S beside RW", s -> SET_BY_ZERO.set(s), SET_BY_ZERO, 0);
        t.add("Flag.set(RegisterSpace)", "W1S", (s, i) -> {
            START.set(s);
            return 0;
        }, (tape, i) -> status.write(tape, START.mask()));
    }

    /** Neighbours of MIXED are written back as read, the others with what does nothing to them. */
    private static void mixed(CaseTable t, String verb, String pattern, Work work, Flag flag, int bit) {
        Wire wire = Wire.of(MIXED);
        long keep = ~7L & wire.ones();
        long neutral = (CLEAR_BY_ZERO.mask() | SET_BY_ZERO.mask()) & ~flag.mask();
        long written = HELD & keep | neutral | bit * flag.mask();
        t.add("Flag." + verb + "(RegisterSpace)", pattern, (s, i) -> {
            work.on(s);
            return 0;
        }, (tape, i) -> {
            wire.read(tape, (HELD & keep) | (flag == SET_BY_ZERO && i > 0 ? flag.mask() : 0));
            wire.write(tape, written);
        }, new Preset(wire.offset(), wire.width(), HELD & keep));
    }

    private static void addDump(CaseTable t) {
        Preset[] held = SMALL.registers().stream().map(r -> Preset.held(Wire.of(r))).toArray(Preset[]::new);
        t.add("RegisterMap.dump(RegisterSpace)", "small map", (s, i) -> {
            RegisterDump dump = SMALL.dump(s);
            return dump.entries().size();
        }, (tape, i) -> {
            for (Register register : SMALL.registers()) {
                if (register != CLEARED_BY_READ) {
                    Wire.of(register).read(tape, Wire.of(register).held());
                }
            }
        }, (s, i) -> SMALL.registers().size(), held);
    }

    /** Something that a flag does. */
    @FunctionalInterface
    private interface Work {
        void on(RegisterSpace space);
    }
}
