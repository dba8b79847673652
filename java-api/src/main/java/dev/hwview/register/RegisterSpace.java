// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.hwview.fault.HardwareException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.WidthException;
import dev.hwview.internal.Native;
import dev.hwview.internal.Platform;
import java.lang.foreign.MemorySegment;

/**
 * Where registers are: a range of offsets in which every access is a message to a device.
 *
 * <p><strong>Bus-exact.</strong> One call is one bus access of the width in its name, in program order: in the
 * interpreter, in C1's code and in C2's. It is never dropped, repeated, merged, split, narrowed or vectorised, whatever
 * the caller does with the value.
 *
 * <p><strong>Ordered.</strong> {@code readN} and {@code writeN} are ordered against DMA memory like Linux's
 * {@code readl} and {@code writel}: a write follows all earlier stores to memory, a read precedes all later loads and
 * stores. The {@code Relaxed} forms are ordered with accesses to the same space only.
 *
 * <p><strong>Units.</strong> Offsets are in bytes and multiples of the access width. Reads are zero-extended: 0 to 255
 * from {@link #read8}, 0 to 65535 from {@link #read16}. Writes send the low bits of their value.
 *
 * <p><strong>Errors.</strong> {@link dev.hwview.fault.OffsetException} outside the space,
 * {@link dev.hwview.fault.AlignmentException}, {@link WidthException} for a width that the space does not carry,
 * {@link dev.hwview.fault.ClosedException} after its device was closed, {@link dev.hwview.fault.DeviceRemovedException}
 * when all-ones came from a device that is gone, {@link dev.hwview.fault.BusErrorException}.
 *
 * <p><strong>Threads.</strong> Any thread may access a space; accesses of one thread keep their order.
 *
 * <p>Subclass it to put registers on something other than memory; {@link CalledRegisterSpace} does the checks.
 */
public abstract class RegisterSpace {
    private final String name;
    private final long size;

    /**
     * For implementations.
     *
     * @param name the name in messages, such as {@code sim:edu}
     * @param size in bytes
     */
    protected RegisterSpace(String name, long size) {
        this.name = name;
        this.size = size;
    }

    /**
     * Registers in memory that the caller has mapped, such as a PCI BAR. The space lives as long as the memory's arena;
     * one shared arena a device is the rule.
     *
     * @param name the name in messages
     * @param memory native memory
     * @param guard against bus errors, {@link BusGuard#NONE} where none can come
     * @param presence whom to ask when all-ones come back
     * @return a register space over all of {@code memory}
     * @throws dev.hwview.fault.NativeAccessException if the JVM does not let this module reach native memory
     */
    public static RegisterSpace over(String name, MemorySegment memory, BusGuard guard, Presence presence) {
        if (!memory.isNative()) {
            throw new IllegalArgumentException(name + ": registers lie in native memory, not on the Java heap");
        }
        Native.requireAccess(name);
        return Platform.JIT_IS_EXACT
                ? new MappedRegisterSpace(name, memory, guard, presence)
                : NativeRegisterSpace.called(name, memory, guard, presence);
    }

    /**
     * The name.
     *
     * @return such as {@code sim:edu}
     */
    public final String name() {
        return name;
    }

    /**
     * The size.
     *
     * @return in bytes
     */
    public final long size() {
        return size;
    }

    /**
     * Reads 8 bits.
     *
     * @param offset in bytes
     * @return 0 to 255
     */
    public abstract int read8(long offset);

    /**
     * Reads 16 bits.
     *
     * @param offset in bytes, even
     * @return 0 to 65535
     */
    public abstract int read16(long offset);

    /**
     * Reads 32 bits.
     *
     * @param offset in bytes, a multiple of 4
     * @return all 32 bits
     */
    public abstract int read32(long offset);

    /**
     * Reads 64 bits.
     *
     * @param offset in bytes, a multiple of 8
     * @return all 64 bits
     */
    public abstract long read64(long offset);

    /**
     * Writes 8 bits.
     *
     * @param offset in bytes
     * @param value its low 8 bits count
     */
    public abstract void write8(long offset, int value);

    /**
     * Writes 16 bits.
     *
     * @param offset in bytes, even
     * @param value its low 16 bits count
     */
    public abstract void write16(long offset, int value);

    /**
     * Writes 32 bits.
     *
     * @param offset in bytes, a multiple of 4
     * @param value the bits
     */
    public abstract void write32(long offset, int value);

    /**
     * Writes 64 bits.
     *
     * @param offset in bytes, a multiple of 8
     * @param value the bits
     */
    public abstract void write64(long offset, long value);

    /**
     * Reads 8 bits without order against memory. As do the other relaxed forms, this one falls back on the ordered form
     * where a space has nothing cheaper.
     *
     * @param offset in bytes
     * @return 0 to 255
     */
    public int read8Relaxed(long offset) {
        return read8(offset);
    }

    /**
     * Reads 16 bits without order against memory.
     *
     * @param offset in bytes, even
     * @return 0 to 65535
     */
    public int read16Relaxed(long offset) {
        return read16(offset);
    }

    /**
     * Reads 32 bits without order against memory.
     *
     * @param offset in bytes, a multiple of 4
     * @return all 32 bits
     */
    public int read32Relaxed(long offset) {
        return read32(offset);
    }

    /**
     * Reads 64 bits without order against memory.
     *
     * @param offset in bytes, a multiple of 8
     * @return all 64 bits
     */
    public long read64Relaxed(long offset) {
        return read64(offset);
    }

    /**
     * Writes 8 bits without order against memory.
     *
     * @param offset in bytes
     * @param value its low 8 bits count
     */
    public void write8Relaxed(long offset, int value) {
        write8(offset, value);
    }

    /**
     * Writes 16 bits without order against memory.
     *
     * @param offset in bytes, even
     * @param value its low 16 bits count
     */
    public void write16Relaxed(long offset, int value) {
        write16(offset, value);
    }

    /**
     * Writes 32 bits without order against memory.
     *
     * @param offset in bytes, a multiple of 4
     * @param value the bits
     */
    public void write32Relaxed(long offset, int value) {
        write32(offset, value);
    }

    /**
     * Writes 64 bits without order against memory.
     *
     * @param offset in bytes, a multiple of 8
     * @param value the bits
     */
    public void write64Relaxed(long offset, long value) {
        write64(offset, value);
    }

    /**
     * Copies a range of the device into memory by ascending accesses of one width.
     *
     * @param offset where the range begins, a multiple of {@code width}
     * @param width of each access in bytes: 1, 2, 4 or 8
     * @param memory gets the bytes; its size is a multiple of {@code width}
     */
    public final void copyFrom(long offset, int width, MemorySegment memory) {
        requireBlock(offset, width, memory, memory.byteSize());
        for (long i = 0; i < memory.byteSize(); i += width) {
            readInto(offset + i, width, memory, i);
        }
    }

    /**
     * Copies memory into a range of the device by ascending accesses of one width.
     *
     * @param offset where the range begins, a multiple of {@code width}
     * @param width of each access in bytes: 1, 2, 4 or 8
     * @param memory has the bytes; its size is a multiple of {@code width}
     */
    public final void copyTo(long offset, int width, MemorySegment memory) {
        requireBlock(offset, width, memory, memory.byteSize());
        for (long i = 0; i < memory.byteSize(); i += width) {
            writeFrom(offset + i, width, memory, i);
        }
    }

    /**
     * Fills memory from a FIFO: accesses of one width at one offset.
     *
     * @param offset of the FIFO's data port
     * @param width of each access in bytes: 1, 2, 4 or 8
     * @param memory gets the bytes; its size is a multiple of {@code width}
     */
    public final void readFifo(long offset, int width, MemorySegment memory) {
        requireBlock(offset, width, memory, width);
        for (long i = 0; i < memory.byteSize(); i += width) {
            readInto(offset, width, memory, i);
        }
    }

    /**
     * Sends memory to a FIFO: accesses of one width at one offset.
     *
     * @param offset of the FIFO's data port
     * @param width of each access in bytes: 1, 2, 4 or 8
     * @param memory has the bytes; its size is a multiple of {@code width}
     */
    public final void writeFifo(long offset, int width, MemorySegment memory) {
        requireBlock(offset, width, memory, width);
        for (long i = 0; i < memory.byteSize(); i += width) {
            writeFrom(offset, width, memory, i);
        }
    }

    /** Checks a whole block before its first access, so that a block is never half done for a reason known at once. */
    private void requireBlock(long offset, int width, MemorySegment memory, long span) {
        if (width != 1 && width != 2 && width != 4 && width != 8) {
            throw new WidthException(name, offset, "has no accesses of " + width + " bytes");
        }
        if (memory.byteSize() % width != 0) {
            throw new WidthException(name, offset,
                    "can't be copied: " + memory.byteSize() + " bytes are no multiple of the width " + width);
        }
        if (offset < 0 || offset > size - span) {
            throw outside(offset, span);
        }
    }

    private void readInto(long offset, int width, MemorySegment memory, long at) {
        switch (width) {
            case 1 -> memory.set(JAVA_BYTE, at, (byte) read8(offset));
            case 2 -> memory.set(JAVA_SHORT_UNALIGNED, at, (short) read16(offset));
            case 4 -> memory.set(JAVA_INT_UNALIGNED, at, read32(offset));
            default -> memory.set(JAVA_LONG_UNALIGNED, at, read64(offset));
        }
    }

    private void writeFrom(long offset, int width, MemorySegment memory, long at) {
        switch (width) {
            case 1 -> write8(offset, memory.get(JAVA_BYTE, at));
            case 2 -> write16(offset, memory.get(JAVA_SHORT_UNALIGNED, at));
            case 4 -> write32(offset, memory.get(JAVA_INT_UNALIGNED, at));
            default -> write64(offset, memory.get(JAVA_LONG_UNALIGNED, at));
        }
    }

    /**
     * For implementations: the exception for an access outside the space.
     *
     * @param offset in bytes
     * @param width of the access in bytes
     * @return to be thrown
     */
    protected final HardwareException outside(long offset, long width) {
        return new OffsetException(name, offset,
                "(" + width + " bytes) is outside its " + size + " bytes (0x0 to 0x" + Long.toHexString(size - 1)
                        + ")");
    }

    @Override
    public String toString() {
        return name + " (" + size + " bytes)";
    }
}
