// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.WrongThreadException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Registers in mapped memory, by the two access idioms that HotSpot keeps exact on x86-64. Nothing else in the library
 * touches device memory; the proof on trapped pages calls each method here.
 *
 * <p><strong>Read:</strong> an opaque load whose value is compared with all-ones. Opaque, so that loads are neither
 * merged nor reordered. The comparison is what makes it exact: it uses every bit, so C2 can neither drop a load whose
 * result nobody wants nor narrow one of which only a byte is wanted; and it is not idle, for all-ones is what a device
 * that is gone answers. What follows from equality is somebody else's answer and may be an exception
 * ({@link #silence}), so the comparison can't be optimised away.
 *
 * <p><strong>Write:</strong> a plain store between fences. Plain, because the interpreter turns any stronger store into
 * an {@code xchg}, which reads the register too. The fence behind it keeps C2 from merging it with the next store.
 *
 * <p>The guard's flag is looked at after each access: once the kernel has taken the device away, reads come from a
 * stand-in page, and a driver must not take them for data. It happens to keep accesses exact too, for it is a branch
 * that they have to be done before; neither idiom relies on it, and each is proven without it (docs/bus-exact.md).
 *
 * <p>No bounds or lifetime check of ours is on the fast path: the segment makes them, and {@link #refused} translates.
 */
final class MappedRegisterSpace extends RegisterSpace {
    private static final VarHandle BYTE = JAVA_BYTE.varHandle();
    private static final VarHandle SHORT = JAVA_SHORT.varHandle();
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    /** All of the address space: a constant, so that a look at the guard's flag is one load and no check. */
    private static final MemorySegment PROCESS = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final MemorySegment memory;
    private final long flag;
    private final Presence presence;

    MappedRegisterSpace(String name, MemorySegment memory, BusGuard guard, Presence presence) {
        super(name, memory.byteSize());
        this.memory = memory;
        this.flag = guard.flag().address();
        this.presence = presence;
    }

    @Override
    public int read8(long offset) {
        int value = read8Relaxed(offset);
        VarHandle.acquireFence(); // later loads of DMA memory must not pass this read
        return value;
    }

    @Override
    public int read16(long offset) {
        int value = read16Relaxed(offset);
        VarHandle.acquireFence(); // later loads of DMA memory must not pass this read
        return value;
    }

    @Override
    public int read32(long offset) {
        int value = read32Relaxed(offset);
        VarHandle.acquireFence(); // later loads of DMA memory must not pass this read
        return value;
    }

    @Override
    public long read64(long offset) {
        long value = read64Relaxed(offset);
        VarHandle.acquireFence(); // later loads of DMA memory must not pass this read
        return value;
    }

    @Override
    public void write8(long offset, int value) {
        VarHandle.releaseFence(); // earlier accesses to DMA memory must not be passed by this write
        write8Relaxed(offset, value);
    }

    @Override
    public void write16(long offset, int value) {
        VarHandle.releaseFence(); // earlier accesses to DMA memory must not be passed by this write
        write16Relaxed(offset, value);
    }

    @Override
    public void write32(long offset, int value) {
        VarHandle.releaseFence(); // earlier accesses to DMA memory must not be passed by this write
        write32Relaxed(offset, value);
    }

    @Override
    public void write64(long offset, long value) {
        VarHandle.releaseFence(); // earlier accesses to DMA memory must not be passed by this write
        write64Relaxed(offset, value);
    }

    @Override
    public int read8Relaxed(long offset) {
        byte value;
        try {
            value = (byte) BYTE.getOpaque(memory, offset);
        } catch (RuntimeException e) {
            throw refused(e, offset, Byte.BYTES);
        }
        if (value == -1 || tripped()) {
            silence(offset);
        }
        return Byte.toUnsignedInt(value);
    }

    @Override
    public int read16Relaxed(long offset) {
        short value;
        try {
            value = (short) SHORT.getOpaque(memory, offset);
        } catch (RuntimeException e) {
            throw refused(e, offset, Short.BYTES);
        }
        if (value == -1 || tripped()) {
            silence(offset);
        }
        return Short.toUnsignedInt(value);
    }

    @Override
    public int read32Relaxed(long offset) {
        int value;
        try {
            value = (int) INT.getOpaque(memory, offset);
        } catch (RuntimeException e) {
            throw refused(e, offset, Integer.BYTES);
        }
        if (value == -1 || tripped()) {
            silence(offset);
        }
        return value;
    }

    @Override
    public long read64Relaxed(long offset) {
        long value;
        try {
            value = (long) LONG.getOpaque(memory, offset);
        } catch (RuntimeException e) {
            throw refused(e, offset, Long.BYTES);
        }
        if (value == -1 || tripped()) {
            silence(offset);
        }
        return value;
    }

    @Override
    public void write8Relaxed(long offset, int value) {
        try {
            memory.set(JAVA_BYTE, offset, (byte) value);
        } catch (RuntimeException e) {
            throw refused(e, offset, Byte.BYTES);
        }
        VarHandle.storeStoreFence(); // the next store must neither pass nor merge with this one
        if (tripped()) {
            silence(offset);
        }
    }

    @Override
    public void write16Relaxed(long offset, int value) {
        try {
            memory.set(JAVA_SHORT, offset, (short) value);
        } catch (RuntimeException e) {
            throw refused(e, offset, Short.BYTES);
        }
        VarHandle.storeStoreFence(); // the next store must neither pass nor merge with this one
        if (tripped()) {
            silence(offset);
        }
    }

    @Override
    public void write32Relaxed(long offset, int value) {
        try {
            memory.set(JAVA_INT, offset, value);
        } catch (RuntimeException e) {
            throw refused(e, offset, Integer.BYTES);
        }
        VarHandle.storeStoreFence(); // the next store must neither pass nor merge with this one
        if (tripped()) {
            silence(offset);
        }
    }

    @Override
    public void write64Relaxed(long offset, long value) {
        try {
            memory.set(JAVA_LONG, offset, value);
        } catch (RuntimeException e) {
            throw refused(e, offset, Long.BYTES);
        }
        VarHandle.storeStoreFence(); // the next store must neither pass nor merge with this one
        if (tripped()) {
            silence(offset);
        }
    }

    private boolean tripped() {
        return (int) INT.getOpaque(PROCESS, flag) != 0;
    }

    /** All-ones came back, or the guard tripped: is the device still there? */
    private void silence(long offset) {
        if (tripped()) {
            throw Absence.tripped(presence, name(), offset);
        }
        Absence.check(presence, name(), offset);
    }

    private HardwareException refused(RuntimeException e, long offset, int width) {
        return switch (e) {
            case IndexOutOfBoundsException outside -> outside(offset, width);
            case java.lang.WrongThreadException other -> new WrongThreadException(name(), offset,
                    "belongs to another thread: its memory is from a confined arena", other);
            case IllegalStateException closed -> new ClosedException(name(), offset, "is closed", closed);
            case IllegalArgumentException misaligned -> new AlignmentException(name(), offset,
                    "is no multiple of the access width, " + width + " bytes", misaligned);
            default -> throw e;
        };
    }
}
