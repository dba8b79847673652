// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.hwview.proof.Case.Preset;
import dev.hwview.register.Halves;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Copies and FIFOs: loops over neighbours, which a compiler would love to vectorise. */
final class BlockCases {
    private static final int COUNT = 8;
    private static final MemorySegment INTO = Arena.global().allocate(COUNT * Long.BYTES, Long.BYTES);
    private static final MemorySegment FROM = MemorySegment.ofArray(new byte[COUNT * Long.BYTES]);

    private BlockCases() {}

    static void addTo(CaseTable table) {
        FROM.fill((byte) 0x11);
        FROM.setAtIndex(JAVA_LONG_UNALIGNED, 0, Wire.HELD);
        add(table, Panel.BYTES);
        add(table, Panel.SHORTS);
        add(table, Panel.INTS);
        add(table, Panel.LONGS);
    }

    private static void add(CaseTable table, RegisterArray<?> array) {
        Register first = array.get(0);
        long offset = first.offset();
        int width = first.width() / Byte.SIZE;
        MemorySegment into = INTO.asSlice(0, COUNT * width);
        MemorySegment from = FROM.asSlice(0, COUNT * width);
        Preset[] held = array.elements().stream().map(r -> Preset.held(Wire.of(r))).toArray(Preset[]::new);
        String pattern = 8 * width + " bits";
        long copied = repeat(width);
        table.add("RegisterSpace.copyFrom(long, int, MemorySegment)", pattern, (s, i) -> {
            s.copyFrom(offset, width, into);
            return into.get(JAVA_LONG, 0);
        }, (tape, i) -> expect(tape, Tape.READ, offset, width, width, null), (s, i) -> copied, held);
        table.add("RegisterSpace.readFifo(long, int, MemorySegment)", pattern, (s, i) -> {
            s.readFifo(offset, width, into);
            return into.get(JAVA_LONG, 0);
        }, (tape, i) -> expect(tape, Tape.READ, offset, width, 0, null), (s, i) -> copied, held);
        table.add("RegisterSpace.copyTo(long, int, MemorySegment)", pattern, (s, i) -> {
            s.copyTo(offset, width, from);
            return 0;
        }, (tape, i) -> expect(tape, Tape.WRITE, offset, width, width, from));
        table.add("RegisterSpace.writeFifo(long, int, MemorySegment)", pattern, (s, i) -> {
            s.writeFifo(offset, width, from);
            return 0;
        }, (tape, i) -> expect(tape, Tape.WRITE, offset, width, 0, from));
    }

    /** {@code from} has the values; without it they are what registers hold. */
    private static void expect(Tape tape, int direction, long offset, int width, int step, MemorySegment from) {
        Wire wire = new Wire(0, width, Halves.WHOLE);
        for (int k = 0; k < COUNT; k++) {
            tape.expect(direction, offset + (long) k * step, width,
                    from == null ? wire.held() : element(from, width, k));
        }
    }

    private static long element(MemorySegment memory, int width, int index) {
        long value = 0;
        for (int k = width - 1; k >= 0; k--) {
            value = value << Byte.SIZE | Byte.toUnsignedInt(memory.get(JAVA_BYTE, index * width + k));
        }
        return value;
    }

    /** The first eight bytes of memory that was filled from registers of this width. */
    private static long repeat(int width) {
        long held = new Wire(0, width, Halves.WHOLE).held();
        long value = 0;
        for (int k = 0; k < Long.BYTES; k += width) {
            value |= held << k * Byte.SIZE;
        }
        return value;
    }
}
