// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.register.Access;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterMap;
import dev.hwview.sim.internal.ffm.devsim_register;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;
import java.util.stream.Stream;

/** A register map, as libdevsim's "regs" model takes it. */
final class DeclaredRegisters {
    private DeclaredRegisters() {}

    static MemorySegment toNative(RegisterMap map, SegmentAllocator allocator) {
        List<Entry> entries = map.registers().stream().flatMap(DeclaredRegisters::entries).toList();
        MemorySegment array = devsim_register.allocateArray(entries.size(), allocator);
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).fill(devsim_register.asSlice(array, i));
        }
        return array;
    }

    /** How many registers that is for libdevsim. */
    static long count(RegisterMap map) {
        return map.registers().stream().flatMap(DeclaredRegisters::entries).count();
    }

    /** libdevsim's registers are aligned to their width: one of 64 bits that lies at a multiple of 4 is two to it. */
    private static Stream<Entry> entries(Register register) {
        Entry whole = new Entry(register, 0, register.width());
        boolean aligned = register.offset() % (register.width() / Byte.SIZE) == 0;
        return aligned ? Stream.of(whole)
                : Stream.of(new Entry(register, 0, Integer.SIZE), new Entry(register, Integer.SIZE, Integer.SIZE));
    }

    /** The bits of a register from {@code lsb} on. */
    private record Entry(Register register, int lsb, int width) {
        void fill(MemorySegment entry) {
            devsim_register.offset(entry, register.offset() + lsb / Byte.SIZE);
            devsim_register.reset(entry, register.reset() >>> lsb & -1L >>> (Long.SIZE - width));
            devsim_register.width(entry, width / Byte.SIZE);
            for (int bit = 0; bit < width; bit++) {
                devsim_register.policy(entry, bit, policy(register.layout().accessOf(lsb + bit)));
            }
        }
    }

    /** libdevsim's enumeration has Java's order; a test holds the two side by side. */
    private static byte policy(Access access) {
        return (byte) access.ordinal();
    }
}
