// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.register.Access;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterMap;
import dev.hwview.sim.internal.ffm.devsim_register;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** A register map, as libdevsim's "regs" model takes it. */
final class DeclaredRegisters {
    private DeclaredRegisters() {}

    static MemorySegment toNative(RegisterMap map, SegmentAllocator allocator) {
        int count = map.registers().size();
        MemorySegment array = devsim_register.allocateArray(count, allocator);
        for (int i = 0; i < count; i++) {
            Register register = map.registers().get(i);
            MemorySegment entry = devsim_register.asSlice(array, i);
            devsim_register.offset(entry, register.offset());
            devsim_register.reset(entry, register.reset());
            devsim_register.width(entry, register.width() / Byte.SIZE);
            for (int bit = 0; bit < register.width(); bit++) {
                devsim_register.policy(entry, bit, policy(register.layout().accessOf(bit)));
            }
        }
        return array;
    }

    /** libdevsim's enumeration has Java's order; a test holds the two side by side. */
    private static byte policy(Access access) {
        return (byte) access.ordinal();
    }
}
