// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.WidthException;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Slice;
import java.util.Objects;

/**
 * A row of registers, as a view has items: device memory, a table, a block of counters. Each element that is read or
 * written is exactly one bus access of the view's width, in the order of the index, and bulk operations go element by
 * element.
 *
 * <p>It is no {@link MemoryView}, and on purpose: code that is given memory may read it twice, ahead, or in other
 * widths, and code that is given this may not. So a view of memory does not pay for this one either. What has to go
 * through such code is copied, by {@link #copyTo} and {@link #copyFrom}.
 *
 * <p>Immutable; thread rules are those of its {@link RegisterSpace}.
 */
public final class RegisterView {
    private final RegisterSpace space;
    private final int width;
    private final long first;
    private final long stride;
    private final long length;

    private RegisterView(RegisterSpace space, int width, long first, long stride, long length) {
        this.space = space;
        this.width = width;
        this.first = first;
        this.stride = stride;
        this.length = length;
    }

    /**
     * A view of registers side by side.
     *
     * @param space where they are
     * @param offset of the first in bytes, a multiple of the width
     * @param length how many
     * @param width of each in bytes: 1, 2, 4 or 8
     * @return the view
     * @throws WidthException for another width
     * @throws AlignmentException if the offset is no multiple of it
     * @throws OffsetException if they are not inside
     */
    public static RegisterView of(RegisterSpace space, long offset, long length, int width) {
        if (width != 1 && width != 2 && width != 4 && width != 8) {
            throw new WidthException(space.name(), offset, "has no accesses of " + width + " bytes");
        }
        if (offset % width != 0) {
            throw new AlignmentException(space.name(), offset, "is no multiple of " + width);
        }
        if (offset < 0 || length < 0 || offset > space.size() || length > (space.size() - offset) / width) {
            throw new OffsetException(space.name(), offset, "(" + length + " registers of " + width
                    + " bytes) is outside its " + space.size() + " bytes");
        }
        return new RegisterView(space, width, offset, width, length);
    }

    /**
     * How many registers there are.
     *
     * @return how many
     */
    public long length() {
        return length;
    }

    /**
     * How wide each is.
     *
     * @return in bytes
     */
    public int itemsize() {
        return width;
    }

    /**
     * How much all of them hold.
     *
     * @return in bytes
     */
    public long nbytes() {
        return length * width;
    }

    /**
     * Some of the registers.
     *
     * @param slice which
     * @return another view; nothing is accessed
     */
    public RegisterView slice(Slice slice) {
        Slice.Range range = slice.on(length);
        return new RegisterView(space, width, first + range.first() * stride, range.step() * stride, range.length());
    }

    /**
     * Some of the registers.
     *
     * @param start the first, from the end if negative
     * @param stop the first that is left out, from the end if negative
     * @return another view; nothing is accessed
     */
    public RegisterView slice(long start, long stop) {
        return slice(Slice.of(start, stop));
    }

    /**
     * Reads a register, by one access.
     *
     * @param index from the end if negative
     * @return its bits, zero-extended
     * @throws OffsetException if there is none; then nothing is accessed
     */
    public long get(long index) {
        return read(place(index));
    }

    /**
     * Writes a register, by one access.
     *
     * @param index from the end if negative
     * @param value its bits, the lowest of these
     * @throws OffsetException if there is none; then nothing is accessed
     */
    public void set(long index, long value) {
        write(place(index), value);
    }

    /**
     * Reads all registers into memory, the first first, by one access each.
     *
     * @param target of one dimension, items of the same width, and the same length
     * @throws WidthException if it is another; then nothing is accessed
     */
    public void copyTo(MemoryView target) {
        requireLike(target);
        if (target.readonly()) {
            throw new WidthException(space.name(), first, "can't be read into a read-only view");
        }
        for (long i = 0; i < length; i++) {
            long value = read(first + i * stride);
            switch (width) {
                case Byte.BYTES -> target.setByte(i, (byte) value);
                case Short.BYTES -> target.setShort(i, (short) value);
                case Integer.BYTES -> target.setInt(i, (int) value);
                default -> target.setLong(i, value);
            }
        }
    }

    /**
     * Writes all registers from memory, the first first, by one access each.
     *
     * @param source of one dimension, items of the same width, and the same length
     * @throws WidthException if it is another; then nothing is accessed
     */
    public void copyFrom(MemoryView source) {
        requireLike(source);
        for (long i = 0; i < length; i++) {
            write(first + i * stride, switch (width) {
                case Byte.BYTES -> source.getByte(i);
                case Short.BYTES -> source.getShort(i);
                case Integer.BYTES -> source.getInt(i);
                default -> source.getLong(i);
            });
        }
    }

    /**
     * Reads all registers, the first first, by one access each.
     *
     * @return a new array of their bits, zero-extended
     * @throws WidthException if they are more than an array can hold
     */
    public long[] toLongArray() {
        if (length > Integer.MAX_VALUE) {
            throw new WidthException(space.name(), first, "has " + length + " registers, more than an array can hold");
        }
        long[] values = new long[(int) length];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(first + i * stride);
        }
        return values;
    }

    private void requireLike(MemoryView memory) {
        Objects.requireNonNull(memory);
        boolean whole = switch (memory.format().letter()) {
            case 'B', 'b', 'H', 'h', 'I', 'i', 'L', 'l', 'Q', 'q' -> true;
            default -> false;
        };
        if (!whole || memory.ndim() != 1 || memory.itemsize() != width || memory.length() != length) {
            throw new WidthException(space.name(), first, "has " + length + " registers of " + width
                    + " bytes here, which are not copied between " + memory);
        }
    }

    private long place(long index) {
        long counted = index < 0 ? index + length : index;
        if (counted < 0 || counted >= length) {
            throw new OffsetException(space.name(), first, "begins a view of " + length + " registers, without one at "
                    + index);
        }
        return first + counted * stride;
    }

    private long read(long offset) {
        return switch (width) {
            case Byte.BYTES -> space.read8(offset);
            case Short.BYTES -> space.read16(offset);
            case Integer.BYTES -> Integer.toUnsignedLong(space.read32(offset));
            default -> space.read64(offset);
        };
    }

    private void write(long offset, long value) {
        switch (width) {
            case Byte.BYTES -> space.write8(offset, (int) value & 0xff);
            case Short.BYTES -> space.write16(offset, (int) value & 0xffff);
            case Integer.BYTES -> space.write32(offset, (int) value);
            default -> space.write64(offset, value);
        }
    }

    /** Where they are, without their values: nothing is accessed. */
    @Override
    public String toString() {
        return length + " registers of " + width + " bytes of " + space.name() + ", from 0x" + Long.toHexString(first)
                + " by " + stride;
    }
}
