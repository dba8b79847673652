// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.Halves;
import java.util.List;

/** {@code RegisterSpace}'s own reads and writes. */
final class SpaceCases {
    private static final long BYTES = Panel.B0.offset();
    private static final long SHORTS = Panel.H0.offset();
    private static final long INTS = Panel.W0.offset();
    private static final long LONGS = Panel.L0.offset();

    private SpaceCases() {}

    static void addTo(CaseTable table) {
        addReads(table, Wire.HELD);
        addWrites8(table);
        addWrites16(table);
        addWrites32(table);
        addWrites64(table);
    }

    /** What an absent device answers is a value like any other where the device is there. */
    static void addReadsOfAllOnesTo(CaseTable table) {
        addReads(table, -1);
    }

    private static void addReads(CaseTable table, long held) {
        table.readsInt("RegisterSpace.read8(long)", wire(BYTES, 1), held & 0xFF, s -> s.read8(BYTES),
                (int) held & 0xFF);
        table.readsInt("RegisterSpace.read16(long)", wire(SHORTS, 2), held & 0xFFFF, s -> s.read16(SHORTS),
                (int) held & 0xFFFF);
        table.readsInt("RegisterSpace.read32(long)", wire(INTS, 4), held & 0xFFFF_FFFFL, s -> s.read32(INTS),
                (int) held);
        table.readsLong("RegisterSpace.read64(long)", wire(LONGS, 8), held, s -> s.read64(LONGS), held);
        table.readsInt("RegisterSpace.read8Relaxed(long)", wire(BYTES, 1), held & 0xFF, s -> s.read8Relaxed(BYTES),
                (int) held & 0xFF);
        table.readsInt("RegisterSpace.read16Relaxed(long)", wire(SHORTS, 2), held & 0xFFFF,
                s -> s.read16Relaxed(SHORTS), (int) held & 0xFFFF);
        table.readsInt("RegisterSpace.read32Relaxed(long)", wire(INTS, 4), held & 0xFFFF_FFFFL,
                s -> s.read32Relaxed(INTS), (int) held);
        table.readsLong("RegisterSpace.read64Relaxed(long)", wire(LONGS, 8), held, s -> s.read64Relaxed(LONGS), held);
    }

    /** The values have bits beyond the width, which must not reach the bus. */
    private static void addWrites8(CaseTable t) {
        String method = "RegisterSpace.write8(long, int)";
        t.writes(method, wire(BYTES, 1), (s, v) -> s.write8(BYTES, (int) v), -1);
        t.adjacent(method, wires(BYTES, 1), (s, v) -> s.write8(BYTES, (int) v), (s, v) -> s.write8(BYTES + 1, (int) v),
                (s, v) -> s.write8(BYTES + 2, (int) v), (s, v) -> s.write8(BYTES + 3, (int) v));
        t.back(method, wire(BYTES, 1), s -> s.read8(BYTES), (s, v) -> s.write8(BYTES, (int) v));
        t.doorbell(method, wire(BYTES, 1), (s, v) -> s.write8(BYTES, (int) v), wire(BYTES + 1, 1),
                s -> s.read8(BYTES + 1));
        String relaxed = "RegisterSpace.write8Relaxed(long, int)";
        t.writes(relaxed, wire(BYTES, 1), (s, v) -> s.write8Relaxed(BYTES, (int) v), -1);
        t.adjacent(relaxed, wires(BYTES, 1), (s, v) -> s.write8Relaxed(BYTES, (int) v),
                (s, v) -> s.write8Relaxed(BYTES + 1, (int) v), (s, v) -> s.write8Relaxed(BYTES + 2, (int) v),
                (s, v) -> s.write8Relaxed(BYTES + 3, (int) v));
        t.back(relaxed, wire(BYTES, 1), s -> s.read8Relaxed(BYTES), (s, v) -> s.write8Relaxed(BYTES, (int) v));
        t.doorbell(relaxed, wire(BYTES, 1), (s, v) -> s.write8Relaxed(BYTES, (int) v), wire(BYTES + 1, 1),
                s -> s.read8Relaxed(BYTES + 1));
    }

    private static void addWrites16(CaseTable t) {
        String method = "RegisterSpace.write16(long, int)";
        t.writes(method, wire(SHORTS, 2), (s, v) -> s.write16(SHORTS, (int) v), -1);
        t.adjacent(method, wires(SHORTS, 2), (s, v) -> s.write16(SHORTS, (int) v),
                (s, v) -> s.write16(SHORTS + 2, (int) v), (s, v) -> s.write16(SHORTS + 4, (int) v),
                (s, v) -> s.write16(SHORTS + 6, (int) v));
        t.back(method, wire(SHORTS, 2), s -> s.read16(SHORTS), (s, v) -> s.write16(SHORTS, (int) v));
        t.doorbell(method, wire(SHORTS, 2), (s, v) -> s.write16(SHORTS, (int) v), wire(SHORTS + 2, 2),
                s -> s.read16(SHORTS + 2));
        String relaxed = "RegisterSpace.write16Relaxed(long, int)";
        t.writes(relaxed, wire(SHORTS, 2), (s, v) -> s.write16Relaxed(SHORTS, (int) v), -1);
        t.adjacent(relaxed, wires(SHORTS, 2), (s, v) -> s.write16Relaxed(SHORTS, (int) v),
                (s, v) -> s.write16Relaxed(SHORTS + 2, (int) v), (s, v) -> s.write16Relaxed(SHORTS + 4, (int) v),
                (s, v) -> s.write16Relaxed(SHORTS + 6, (int) v));
        t.back(relaxed, wire(SHORTS, 2), s -> s.read16Relaxed(SHORTS), (s, v) -> s.write16Relaxed(SHORTS, (int) v));
        t.doorbell(relaxed, wire(SHORTS, 2), (s, v) -> s.write16Relaxed(SHORTS, (int) v), wire(SHORTS + 2, 2),
                s -> s.read16Relaxed(SHORTS + 2));
    }

    private static void addWrites32(CaseTable t) {
        String method = "RegisterSpace.write32(long, int)";
        t.writes(method, wire(INTS, 4), (s, v) -> s.write32(INTS, (int) v), -1);
        t.adjacent(method, wires(INTS, 4), (s, v) -> s.write32(INTS, (int) v), (s, v) -> s.write32(INTS + 4, (int) v),
                (s, v) -> s.write32(INTS + 8, (int) v), (s, v) -> s.write32(INTS + 12, (int) v));
        t.back(method, wire(INTS, 4), s -> s.read32(INTS), (s, v) -> s.write32(INTS, (int) v));
        t.doorbell(method, wire(INTS, 4), (s, v) -> s.write32(INTS, (int) v), wire(INTS + 4, 4),
                s -> s.read32(INTS + 4));
        String relaxed = "RegisterSpace.write32Relaxed(long, int)";
        t.writes(relaxed, wire(INTS, 4), (s, v) -> s.write32Relaxed(INTS, (int) v), -1);
        t.adjacent(relaxed, wires(INTS, 4), (s, v) -> s.write32Relaxed(INTS, (int) v),
                (s, v) -> s.write32Relaxed(INTS + 4, (int) v), (s, v) -> s.write32Relaxed(INTS + 8, (int) v),
                (s, v) -> s.write32Relaxed(INTS + 12, (int) v));
        t.back(relaxed, wire(INTS, 4), s -> s.read32Relaxed(INTS), (s, v) -> s.write32Relaxed(INTS, (int) v));
        t.doorbell(relaxed, wire(INTS, 4), (s, v) -> s.write32Relaxed(INTS, (int) v), wire(INTS + 4, 4),
                s -> s.read32Relaxed(INTS + 4));
    }

    private static void addWrites64(CaseTable t) {
        String method = "RegisterSpace.write64(long, long)";
        t.writes(method, wire(LONGS, 8), (s, v) -> s.write64(LONGS, v), -1);
        t.adjacent(method, wires(LONGS, 8), (s, v) -> s.write64(LONGS, v), (s, v) -> s.write64(LONGS + 8, v),
                (s, v) -> s.write64(LONGS + 16, v), (s, v) -> s.write64(LONGS + 24, v));
        t.back(method, wire(LONGS, 8), s -> s.read64(LONGS), (s, v) -> s.write64(LONGS, v));
        t.doorbell(method, wire(LONGS, 8), (s, v) -> s.write64(LONGS, v), wire(LONGS + 8, 8), s -> s.read64(LONGS + 8));
        String relaxed = "RegisterSpace.write64Relaxed(long, long)";
        t.writes(relaxed, wire(LONGS, 8), (s, v) -> s.write64Relaxed(LONGS, v), -1);
        t.adjacent(relaxed, wires(LONGS, 8), (s, v) -> s.write64Relaxed(LONGS, v),
                (s, v) -> s.write64Relaxed(LONGS + 8, v), (s, v) -> s.write64Relaxed(LONGS + 16, v),
                (s, v) -> s.write64Relaxed(LONGS + 24, v));
        t.back(relaxed, wire(LONGS, 8), s -> s.read64Relaxed(LONGS), (s, v) -> s.write64Relaxed(LONGS, v));
        t.doorbell(relaxed, wire(LONGS, 8), (s, v) -> s.write64Relaxed(LONGS, v), wire(LONGS + 8, 8),
                s -> s.read64Relaxed(LONGS + 8));
    }

    private static Wire wire(long offset, int width) {
        return new Wire(offset, width, Halves.WHOLE);
    }

    private static List<Wire> wires(long offset, int width) {
        return List.of(wire(offset, width), wire(offset + width, width), wire(offset + 2L * width, width),
                wire(offset + 3L * width, width));
    }
}
