// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.WrongThreadException;
import dev.hwview.internal.Native;
import dev.hwview.internal.ffm.HwviewNative;
import java.lang.foreign.MemorySegment;

/**
 * Registers in mapped memory, by libhwview's accessors: one instruction of C's choosing instead of the JIT's. For CPUs
 * on which it is not proven what HotSpot makes of an access; on aarch64 its assembler pairs neighbouring accesses.
 * Costs a downcall each. Always ordered.
 */
final class NativeRegisterSpace extends CalledRegisterSpace {
    private final MemorySegment memory;
    private final BusGuard guard;
    private final Presence presence;

    private NativeRegisterSpace(String name, MemorySegment memory, BusGuard guard, Presence presence) {
        super(name, memory.byteSize(), Byte.BYTES | Short.BYTES | Integer.BYTES | Long.BYTES, presence);
        Native.load();
        this.memory = memory;
        this.guard = guard;
        this.presence = presence;
    }

    /**
     * Makes one, as what it is to its users. If a caller's code named this class as a subclass, the verifier would load
     * it, and with two of them loaded each access to a space would first ask which one it is.
     */
    static RegisterSpace called(String name, MemorySegment memory, BusGuard guard, Presence presence) {
        return new NativeRegisterSpace(name, memory, guard, presence);
    }

    @Override
    protected long read(long offset, int width) {
        requireOpen(offset);
        try {
            MemorySegment register = memory.asSlice(offset, width);
            long value = switch (width) {
                case 1 -> HwviewNative.hwview_read8(register);
                case 2 -> HwviewNative.hwview_read16(register);
                case 4 -> HwviewNative.hwview_read32(register);
                default -> HwviewNative.hwview_read64(register);
            };
            requireIntact(offset);
            return value;
        } catch (IllegalStateException closed) {
            throw new ClosedException(name(), offset, "is closed", closed);
        } catch (java.lang.WrongThreadException other) {
            throw new WrongThreadException(name(), offset,
                    "belongs to another thread: its memory is from a confined arena", other);
        }
    }

    @Override
    protected void write(long offset, int width, long value) {
        requireOpen(offset);
        try {
            MemorySegment register = memory.asSlice(offset, width);
            switch (width) {
                case 1 -> HwviewNative.hwview_write8(register, (byte) value);
                case 2 -> HwviewNative.hwview_write16(register, (short) value);
                case 4 -> HwviewNative.hwview_write32(register, (int) value);
                default -> HwviewNative.hwview_write64(register, value);
            }
            requireIntact(offset);
        } catch (IllegalStateException closed) {
            throw new ClosedException(name(), offset, "is closed", closed);
        } catch (java.lang.WrongThreadException other) {
            throw new WrongThreadException(name(), offset,
                    "belongs to another thread: its memory is from a confined arena", other);
        }
    }

    private void requireOpen(long offset) {
        if (guard.retired()) {
            throw new ClosedException(name(), offset, "is closed", null);
        }
    }

    private void requireIntact(long offset) {
        if (guard.tripped()) {
            throw Absence.tripped(presence, name(), offset);
        }
    }
}
