// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import static dev.hwview.proof.Panel.*;

import dev.hwview.register.Register16;
import dev.hwview.register.Register32;
import dev.hwview.register.Register64;
import dev.hwview.register.Register8;
import java.util.List;

/** Reads and writes of whole registers, through their descriptors. */
final class RegisterCases {
    private static final String SPACE = "(RegisterSpace)";
    private static final String SPACE_INT = "(RegisterSpace, int)";
    private static final String SPACE_LONG = "(RegisterSpace, long)";

    private RegisterCases() {}

    static void addTo(CaseTable table) {
        addInts(table);
        addBits(table);
        addLongs(table, "", L0, List.of(L0, L1, L2, L3));
        addLongs(table, " LOW_HIGH", LOW_HIGH, List.of(LOW_HIGH, LOW_HIGH_NEXT));
        addLongs(table, " HIGH_LOW", HIGH_LOW, List.of(HIGH_LOW, HIGH_LOW_NEXT));
        addElements(table);
        add(table, "Register8", B0, B1, B2, B3);
        add(table, "Register16", H0, H1, H2, H3);
        add(table, "Register32", W0, W1, W2, W3);
    }

    private static void addInts(CaseTable t) {
        t.readsInt("Register8.read(RegisterSpace)", Wire.of(B0), 0x88, B0::read, 0x88);
        t.readsInt("Register8.readRelaxed(RegisterSpace)", Wire.of(B0), 0x88, B0::readRelaxed, 0x88);
        t.readsInt("Register16.read(RegisterSpace)", Wire.of(H0), 0x8788, H0::read, 0x8788);
        t.readsInt("Register16.readRelaxed(RegisterSpace)", Wire.of(H0), 0x8788, H0::readRelaxed, 0x8788);
        t.readsInt("Register32.read(RegisterSpace)", Wire.of(W0), 0x8586_8788L, W0::read, 0x8586_8788);
        t.readsInt("Register32.readRelaxed(RegisterSpace)", Wire.of(W0), 0x8586_8788L, W0::readRelaxed, 0x8586_8788);
    }

    private static void addBits(CaseTable t) {
        t.readsLong("Register8.readBits(RegisterSpace)", Wire.of(B0), 0x88, B0::readBits, 0x88L);
        t.readsLong("Register16.readBits(RegisterSpace)", Wire.of(H0), 0x8788, H0::readBits, 0x8788L);
        t.readsLong("Register32.readBits(RegisterSpace)", Wire.of(W0), 0x8586_8788L, W0::readBits, 0x8586_8788L);
        t.writes("Register8.writeBits(RegisterSpace, long)", Wire.of(B0), B0::writeBits, 0xFF);
        t.writes("Register16.writeBits(RegisterSpace, long)", Wire.of(H0), H0::writeBits, 0xFFFF);
        t.writes("Register32.writeBits(RegisterSpace, long)", Wire.of(W0), W0::writeBits, 0xFFFF_FFFFL);
    }

    private static void add(CaseTable t, String type, Register8 a, Register8 b, Register8 c, Register8 d) {
        Wire wire = Wire.of(a);
        List<Wire> wires = List.of(wire, Wire.of(b), Wire.of(c), Wire.of(d));
        String write = type + ".write" + SPACE_INT;
        t.writes(write, wire, (s, v) -> a.write(s, (int) v), 0xFF);
        t.adjacent(write, wires, (s, v) -> a.write(s, (int) v), (s, v) -> b.write(s, (int) v),
                (s, v) -> c.write(s, (int) v), (s, v) -> d.write(s, (int) v));
        t.back(write, wire, a::read, (s, v) -> a.write(s, (int) v));
        t.doorbell(write, wire, (s, v) -> a.write(s, (int) v), Wire.of(b), b::read);
        String relaxed = type + ".writeRelaxed" + SPACE_INT;
        t.writes(relaxed, wire, (s, v) -> a.writeRelaxed(s, (int) v), 0xFF);
        t.adjacent(relaxed, wires, (s, v) -> a.writeRelaxed(s, (int) v), (s, v) -> b.writeRelaxed(s, (int) v),
                (s, v) -> c.writeRelaxed(s, (int) v), (s, v) -> d.writeRelaxed(s, (int) v));
        t.back(relaxed, wire, a::readRelaxed, (s, v) -> a.writeRelaxed(s, (int) v));
        t.doorbell(relaxed, wire, (s, v) -> a.writeRelaxed(s, (int) v), Wire.of(b), b::readRelaxed);
    }

    private static void add(CaseTable t, String type, Register16 a, Register16 b, Register16 c, Register16 d) {
        Wire wire = Wire.of(a);
        List<Wire> wires = List.of(wire, Wire.of(b), Wire.of(c), Wire.of(d));
        String write = type + ".write" + SPACE_INT;
        t.writes(write, wire, (s, v) -> a.write(s, (int) v), 0xFFFF);
        t.adjacent(write, wires, (s, v) -> a.write(s, (int) v), (s, v) -> b.write(s, (int) v),
                (s, v) -> c.write(s, (int) v), (s, v) -> d.write(s, (int) v));
        t.back(write, wire, a::read, (s, v) -> a.write(s, (int) v));
        t.doorbell(write, wire, (s, v) -> a.write(s, (int) v), Wire.of(b), b::read);
        String relaxed = type + ".writeRelaxed" + SPACE_INT;
        t.writes(relaxed, wire, (s, v) -> a.writeRelaxed(s, (int) v), 0xFFFF);
        t.adjacent(relaxed, wires, (s, v) -> a.writeRelaxed(s, (int) v), (s, v) -> b.writeRelaxed(s, (int) v),
                (s, v) -> c.writeRelaxed(s, (int) v), (s, v) -> d.writeRelaxed(s, (int) v));
        t.back(relaxed, wire, a::readRelaxed, (s, v) -> a.writeRelaxed(s, (int) v));
        t.doorbell(relaxed, wire, (s, v) -> a.writeRelaxed(s, (int) v), Wire.of(b), b::readRelaxed);
    }

    private static void add(CaseTable t, String type, Register32 a, Register32 b, Register32 c, Register32 d) {
        Wire wire = Wire.of(a);
        List<Wire> wires = List.of(wire, Wire.of(b), Wire.of(c), Wire.of(d));
        String write = type + ".write" + SPACE_INT;
        t.writes(write, wire, (s, v) -> a.write(s, (int) v), -1);
        t.adjacent(write, wires, (s, v) -> a.write(s, (int) v), (s, v) -> b.write(s, (int) v),
                (s, v) -> c.write(s, (int) v), (s, v) -> d.write(s, (int) v));
        t.back(write, wire, a::read, (s, v) -> a.write(s, (int) v));
        t.doorbell(write, wire, (s, v) -> a.write(s, (int) v), Wire.of(b), b::read);
        String relaxed = type + ".writeRelaxed" + SPACE_INT;
        t.writes(relaxed, wire, (s, v) -> a.writeRelaxed(s, (int) v), -1);
        t.adjacent(relaxed, wires, (s, v) -> a.writeRelaxed(s, (int) v), (s, v) -> b.writeRelaxed(s, (int) v),
                (s, v) -> c.writeRelaxed(s, (int) v), (s, v) -> d.writeRelaxed(s, (int) v));
        t.back(relaxed, wire, a::readRelaxed, (s, v) -> a.writeRelaxed(s, (int) v));
        t.doorbell(relaxed, wire, (s, v) -> a.writeRelaxed(s, (int) v), Wire.of(b), b::readRelaxed);
    }

    /** In halves there are two neighbours only, which are four 32-bit registers on the bus. */
    private static void addLongs(CaseTable t, String halves, Register64 a, List<Register64> row) {
        Wire wire = Wire.of(a);
        Register64 b = row.get(1);
        Register64 c = row.get(row.size() - 2);
        Register64 d = row.getLast();
        List<Wire> wires = List.of(wire, Wire.of(b), Wire.of(c), Wire.of(d));
        String read = "Register64.read" + SPACE + halves;
        t.readsLong(read, wire, Wire.HELD, a::read, Wire.HELD);
        t.readsLong("Register64.readRelaxed" + SPACE + halves, wire, Wire.HELD, a::readRelaxed, Wire.HELD);
        t.readsLong("Register64.readBits" + SPACE + halves, wire, Wire.HELD, a::readBits, Wire.HELD);
        String write = "Register64.write" + SPACE_LONG + halves;
        t.writes(write, wire, a::write, -1);
        t.adjacent(write, wires, a::write, b::write, c::write, d::write);
        t.back(write, wire, a::read, a::write);
        t.doorbell(write, wire, a::write, Wire.of(b), b::read);
        String relaxed = "Register64.writeRelaxed" + SPACE_LONG + halves;
        t.writes(relaxed, wire, a::writeRelaxed, -1);
        t.adjacent(relaxed, wires, a::writeRelaxed, b::writeRelaxed, c::writeRelaxed, d::writeRelaxed);
        t.back(relaxed, wire, a::readRelaxed, a::writeRelaxed);
        t.doorbell(relaxed, wire, a::writeRelaxed, Wire.of(b), b::readRelaxed);
        t.writes("Register64.writeBits" + SPACE_LONG + halves, wire, a::writeBits, -1);
    }

    /** The index is known to nobody but the running program. */
    private static void addElements(CaseTable t) {
        t.add("RegisterArray.get(int)", "reads by index", (s, i) -> INTS.get(i & 7).read(s) & 0xFF,
                (tape, i) -> Wire.of(INTS.get(i & 7)).read(tape, 0x8586_8788L), (s, i) -> 0x88,
                INTS.elements().stream().map(r -> Case.Preset.held(Wire.of(r))).toArray(Case.Preset[]::new));
        t.add("RegisterArray.get(int)", "writes all", (s, i) -> {
            for (int k = 0; k < BYTES.size(); k++) {
                BYTES.get(k).write(s, i & 0xFF);
            }
            return 0;
        }, (tape, i) -> BYTES.elements().forEach(r -> Wire.of(r).write(tape, i)));
    }
}
