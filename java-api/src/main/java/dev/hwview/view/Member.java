// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;

/**
 * A field of a record, made by {@link Struct#member} and kept in a static final, where the compiler takes its places
 * for constants. It reads and writes in place, in views of that record; it neither boxes nor allocates.
 *
 * <p>Numbers are widened as they should be: an {@code H} of 0xffff is 65535, a {@code b} of 0xff is -1, a bit field is
 * unsigned.
 *
 * @param struct the record
 * @param path the way to the field in it
 * @param bits where it lies
 */
public record Member(Struct struct, String path, Place bits) {
    /** Checks that it lies in its record. */
    public Member {
        if (bits.offset < 0 || bits.size < 0 || bits.offset > struct.itemSize() - bits.size) {
            throw Why.KEY.because(path + " at " + bits.offset + " is outside of " + struct);
        }
    }

    static Member of(Struct struct, String path) {
        MemberPath place = MemberPath.of(struct, path);
        Format format = place.format();
        if (!place.shape().isEmpty()) {
            throw Why.KEY.because(path + " is an array: take one of its elements, or a view by field(...)");
        }
        return new Member(struct, path, switch (format) {
            case Scalar s -> new Place(place.offset(), s.itemSize(), s.bigEndian(), s.kind() == ItemKind.FLOAT,
                    s.kind() == ItemKind.SIGNED, 0, s.itemSize() * Byte.SIZE);
            case Bits b -> new Place(place.offset(), b.itemSize(), b.base().bigEndian(), false, false, b.low(),
                    b.width());
            case Text t -> throw notTyped(struct, path);
            case Struct s -> throw notTyped(struct, path);
        });
    }

    private static ViewException notTyped(Struct struct, String path) {
        return Why.ACCESSOR.because(path + " of " + struct + " is no number: a view of it comes from field(...)");
    }

    /**
     * Reads a whole number of up to 32 bits.
     *
     * @param records a view of one dimension, of this record
     * @param index from the end if negative
     * @return the value; of an {@code I} its bits
     */
    public int getInt(MemoryView records, long index) {
        requireWhole(Integer.SIZE);
        return (int) bits.extract(records.load(this, index));
    }

    /**
     * Reads a whole number.
     *
     * @param records a view of one dimension, of this record
     * @param index from the end if negative
     * @return the value; of a {@code Q} its bits
     */
    public long getLong(MemoryView records, long index) {
        requireWhole(Long.SIZE);
        return bits.extract(records.load(this, index));
    }

    /**
     * Reads a float.
     *
     * @param records a view of one dimension, of this record
     * @param index from the end if negative
     * @return the value of an {@code e}, {@code f} or {@code d}
     */
    public double getDouble(MemoryView records, long index) {
        requireReal();
        long raw = records.load(this, index);
        return switch (bits.size) {
            case Short.BYTES -> Float.float16ToFloat((short) raw);
            case Integer.BYTES -> Float.intBitsToFloat((int) raw);
            default -> Double.longBitsToDouble(raw);
        };
    }

    /**
     * Writes a whole number of up to 32 bits.
     *
     * @param records a view of one dimension, of this record
     * @param index from the end if negative
     * @param value of 32 bits, any; of less, what fits
     * @throws ItemException if it does not fit
     */
    public void setInt(MemoryView records, long index, int value) {
        requireWhole(Integer.SIZE);
        records.store(this, index, bits.width == Integer.SIZE ? value : requireFit(value));
    }

    /**
     * Writes a whole number.
     *
     * @param records a view of one dimension, of this record
     * @param index from the end if negative
     * @param value of 64 bits, any; of less, what fits
     * @throws ItemException if it does not fit
     */
    public void setLong(MemoryView records, long index, long value) {
        requireWhole(Long.SIZE);
        records.store(this, index, requireFit(value));
    }

    /**
     * Writes a float.
     *
     * @param records a view of one dimension, of this record
     * @param index from the end if negative
     * @param value is rounded
     * @throws ItemException if it would round to infinity in an {@code e}
     */
    public void setDouble(MemoryView records, long index, double value) {
        requireReal();
        records.store(this, index, switch (bits.size) {
            case Short.BYTES -> half(value);
            case Integer.BYTES -> Float.floatToRawIntBits((float) value);
            default -> Double.doubleToRawLongBits(value);
        });
    }

    private long half(double value) {
        if (!Half.holds(value)) {
            throw tooLarge(value);
        }
        return Half.bits(value);
    }

    private long requireFit(long value) {
        if (bits.extract(value << bits.low) != value) {
            throw tooLarge(value);
        }
        return value;
    }

    private void requireWhole(int most) {
        if (bits.real || bits.width > most) {
            throw Why.ACCESSOR.because(this + " is no whole number of up to " + most + " bits");
        }
    }

    private void requireReal() {
        if (!bits.real) {
            throw Why.ACCESSOR.because(this + " is no float");
        }
    }

    private ViewException tooLarge(Object value) {
        return Why.VALUE_RANGE.because(value + " does not fit " + this);
    }

    long load(MemorySegment segment, long record) {
        return Memory.load(segment, record + bits.offset, bits.size, bits.bigEndian);
    }

    /** Of a bit field only its bits are changed. Two threads that write neighbours may undo each other's work. */
    void store(MemorySegment segment, long record, long value) {
        long all = value;
        if (bits.width < bits.size * Byte.SIZE) {
            long mask = -1L >>> Long.SIZE - bits.width << bits.low;
            all = load(segment, record) & ~mask | value << bits.low;
        }
        Memory.store(segment, record + bits.offset, bits.size, bits.bigEndian, all);
    }

    /** The path, its place and its bits, for people. */
    @Override
    public String toString() {
        return path + " (" + bits.width + " bits at " + bits.offset + ")";
    }

    /**
     * The bits of a number in a record.
     *
     * @param offset of its bytes in the record
     * @param size of its bytes: 1, 2, 4 or 8
     * @param bigEndian the order of its bytes
     * @param real whether it is a float
     * @param signed whether it may be negative
     * @param low its lowest bit
     * @param width how many bits it has
     */
    public record Place(long offset, int size, boolean bigEndian, boolean real, boolean signed, int low, int width) {
        /** Checks that the bits lie in the bytes. */
        public Place {
            if (Integer.bitCount(size) != 1 || size > Long.BYTES || low < 0 || width < 1
                    || low + width > size * Byte.SIZE) {
                throw Why.KEY.because(width + " bits from bit " + low + " on are not in " + size + " bytes");
            }
        }

        long extract(long raw) {
            long top = raw << Long.SIZE - low - width;
            return signed ? top >> Long.SIZE - width : top >>> Long.SIZE - width;
        }
    }
}
