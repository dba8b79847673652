// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.Objects;

/**
 * The items of a view, one at a time; a part of {@link MemoryView}. The typed accessors are for one dimension; they
 * neither box nor allocate, and each wants the formats that it names, in either byte order.
 *
 * <p>Each has a short way, for items side by side in little-endian order in memory that can't fail, and a long way for
 * all others, which also finds out what was wrong where the short way failed.
 */
public abstract sealed class ViewItems extends ViewCore permits ViewSequences {
    /** What stands for no accessor. */
    private static final char NONE = 0;

    /** The letter of the format that stands for all which one accessor reads. */
    private final char accessor;
    /** The same where the short way is open: one comparison that sorts out all else, the released view included. */
    private char reads;
    /** The same where it may write, too. */
    private char writes;
    /** As in the geometry if there is one dimension, else an extent of 0. */
    private final long extent;
    private final long first;
    private final long stride;

    ViewItems(Exporter exporter, Format format, Geometry geometry, boolean readOnly) {
        super(exporter, format, geometry, readOnly);
        boolean list = geometry.dimensions() == 1;
        this.extent = list ? geometry.shape[0] : 0;
        this.stride = list ? geometry.strides[0] : 0;
        this.first = geometry.offset;
        this.accessor = format instanceof Scalar scalar ? accessor(scalar) : NONE;
        boolean open = stride == geometry.itemSize && format instanceof Scalar scalar && !scalar.bigEndian()
                && exporter.guard == null;
        this.reads = open ? accessor : NONE;
        this.writes = open && !readOnly ? accessor : NONE;
    }

    private static char accessor(Scalar format) {
        return switch (format.kind()) {
            case BOOLEAN -> '?';
            case FLOAT -> format.letter();
            default -> switch (format.itemSize()) {
                case Byte.BYTES -> 'b';
                case Short.BYTES -> 'h';
                case Integer.BYTES -> 'i';
                default -> 'q';
            };
        };
    }

    @Override
    final void forbid() {
        reads = NONE;
        writes = NONE;
    }

    /**
     * Reads an item of a view of one dimension, as an object of its format's type: Boolean for {@code ?}, Character for
     * {@code c}, Double for {@code e f d}, BigInteger for unsigned numbers of 64 bits, Long for all others, String for
     * {@code s p}, List for a record.
     *
     * @param index from the end if negative
     * @return the item
     */
    public final Object get(long index) {
        return load(place(index));
    }

    /**
     * Reads an item, as an object of its format's type.
     *
     * @param indices one for each dimension, from the end if negative
     * @return the item
     */
    public final Object get(long... indices) {
        return load(live().at(indices));
    }

    /**
     * Writes an item of a view of one dimension.
     *
     * @param index from the end if negative
     * @param value a number or Boolean; for {@code c} a Character up to 0xff or an array of one byte; for {@code s p} a
     *     String of such characters or an array of bytes; for a record a List
     * @throws ItemException if it is no item of the format
     */
    public final void set(long index, Object value) {
        requireWritable();
        store(place(index), value);
    }

    /**
     * Writes an item.
     *
     * @param indices one for each dimension, from the end if negative
     * @param value as for {@link #set(long, Object)}
     * @throws ItemException if it is no item of the format
     */
    public final void set(long[] indices, Object value) {
        requireWritable();
        store(geometry.at(indices), value);
    }

    /**
     * Reads an item of 8 bits.
     *
     * @param index from the end if negative
     * @return its bits; of format {@code B b c}
     */
    public final byte getByte(long index) {
        if (reads == 'b' && index >= 0) {
            try {
                return segment.get(Memory.BYTE, first + Objects.checkIndex(index, extent));
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return (byte) raw(index, 'b');
    }

    /**
     * Writes an item of 8 bits.
     *
     * @param index from the end if negative
     * @param value its bits; of format {@code B b c}
     */
    public final void setByte(long index, byte value) {
        if (writes == 'b' && index >= 0) {
            try {
                segment.set(Memory.BYTE, first + Objects.checkIndex(index, extent), value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        raw(index, 'b', value);
    }

    /**
     * Reads an item of 16 bits.
     *
     * @param index from the end if negative
     * @return its bits; of format {@code H h}
     */
    public final short getShort(long index) {
        if (reads == 'h' && index >= 0) {
            try {
                return segment.get(Memory.SHORT, first + Objects.checkIndex(index, extent) * Short.BYTES);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return (short) raw(index, 'h');
    }

    /**
     * Writes an item of 16 bits.
     *
     * @param index from the end if negative
     * @param value its bits; of format {@code H h}
     */
    public final void setShort(long index, short value) {
        if (writes == 'h' && index >= 0) {
            try {
                segment.set(Memory.SHORT, first + Objects.checkIndex(index, extent) * Short.BYTES, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        raw(index, 'h', value);
    }

    /**
     * Reads an item of 32 bits.
     *
     * @param index from the end if negative
     * @return its bits; of format {@code I i}
     */
    public final int getInt(long index) {
        if (reads == 'i' && index >= 0) {
            try {
                return segment.get(Memory.INT, first + Objects.checkIndex(index, extent) * Integer.BYTES);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return (int) raw(index, 'i');
    }

    /**
     * Writes an item of 32 bits.
     *
     * @param index from the end if negative
     * @param value its bits; of format {@code I i}
     */
    public final void setInt(long index, int value) {
        if (writes == 'i' && index >= 0) {
            try {
                segment.set(Memory.INT, first + Objects.checkIndex(index, extent) * Integer.BYTES, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        raw(index, 'i', value);
    }

    /**
     * Reads an item of 64 bits.
     *
     * @param index from the end if negative
     * @return its bits; of format {@code Q q}, and {@code L l N n P} of 64 bits
     */
    public final long getLong(long index) {
        if (reads == 'q' && index >= 0) {
            try {
                return segment.get(Memory.LONG, first + Objects.checkIndex(index, extent) * Long.BYTES);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return raw(index, 'q');
    }

    /**
     * Writes an item of 64 bits.
     *
     * @param index from the end if negative
     * @param value its bits; of format {@code Q q}, and {@code L l N n P} of 64 bits
     */
    public final void setLong(long index, long value) {
        if (writes == 'q' && index >= 0) {
            try {
                segment.set(Memory.LONG, first + Objects.checkIndex(index, extent) * Long.BYTES, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        raw(index, 'q', value);
    }

    /**
     * Reads a float.
     *
     * @param index from the end if negative
     * @return its value; of format {@code f} or {@code e}
     */
    public final float getFloat(long index) {
        if (reads == 'f' && index >= 0) {
            try {
                return segment.get(Memory.FLOAT, first + Objects.checkIndex(index, extent) * Float.BYTES);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return accessor == 'e' ? Float.float16ToFloat((short) raw(index, 'e'))
                : Float.intBitsToFloat((int) raw(index, 'f'));
    }

    /**
     * Writes a float.
     *
     * @param index from the end if negative
     * @param value its value; of format {@code f}, or {@code e} if it does not round to infinity there
     */
    public final void setFloat(long index, float value) {
        if (writes == 'f' && index >= 0) {
            try {
                segment.set(Memory.FLOAT, first + Objects.checkIndex(index, extent) * Float.BYTES, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        if (accessor != 'e') {
            raw(index, 'f', Float.floatToRawIntBits(value));
            return;
        }
        requireWritable();
        place(index);
        if (!Half.holds(value)) {
            throw format.outOfRange(value);
        }
        raw(index, 'e', Half.bits(value));
    }

    /**
     * Reads a double.
     *
     * @param index from the end if negative
     * @return its value; of format {@code d}
     */
    public final double getDouble(long index) {
        if (reads == 'd' && index >= 0) {
            try {
                return segment.get(Memory.DOUBLE, first + Objects.checkIndex(index, extent) * Double.BYTES);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return Double.longBitsToDouble(raw(index, 'd'));
    }

    /**
     * Writes a double.
     *
     * @param index from the end if negative
     * @param value its value; of format {@code d}
     */
    public final void setDouble(long index, double value) {
        if (writes == 'd' && index >= 0) {
            try {
                segment.set(Memory.DOUBLE, first + Objects.checkIndex(index, extent) * Double.BYTES, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        raw(index, 'd', Double.doubleToRawLongBits(value));
    }

    /**
     * Reads a boolean.
     *
     * @param index from the end if negative
     * @return whether the byte is not 0; of format {@code ?}
     */
    public final boolean getBoolean(long index) {
        if (reads == '?' && index >= 0) {
            try {
                return segment.get(Memory.BYTE, first + Objects.checkIndex(index, extent)) != 0;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return raw(index, '?') != 0;
    }

    /**
     * Writes a boolean.
     *
     * @param index from the end if negative
     * @param value 1 if true; of format {@code ?}
     */
    public final void setBoolean(long index, boolean value) {
        if (writes == '?' && index >= 0) {
            try {
                segment.set(Memory.BYTE, first + Objects.checkIndex(index, extent), (byte) (value ? 1 : 0));
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        raw(index, '?', value ? 1 : 0);
    }

    private long raw(long index, char letter) {
        requireUnreleased();
        requireAccessor(letter);
        long place = place(index);
        try {
            long bits = ((Scalar) format).raw(segment, place);
            exporter().requireThere();
            return bits;
        } catch (IllegalStateException | WrongThreadException e) {
            throw unreachable(e);
        }
    }

    private void raw(long index, char letter, long bits) {
        requireWritable();
        requireAccessor(letter);
        long place = place(index);
        try {
            ((Scalar) format).raw(segment, place, bits);
            exporter().requireThere();
        } catch (IllegalStateException | WrongThreadException e) {
            throw unreachable(e);
        }
    }

    private void requireAccessor(char letter) {
        if (accessor != letter) {
            throw Why.ACCESSOR.because("format " + format + " is not what the accessor for " + letter + " is for");
        }
    }

    /** How many items an array has to hold. */
    final int requireArrayOf(char letter) {
        requireUnreleased();
        requireAccessor(letter);
        return (int) Copy.requireArray(geometry.count);
    }

    /** The bits of a number in a record. */
    final long load(Member member, long index) {
        long record = record(member, index);
        try {
            long bits = member.load(segment, record);
            exporter().requireThere();
            return bits;
        } catch (IllegalStateException | WrongThreadException e) {
            throw unreachable(e);
        }
    }

    /** Writes the bits of a number in a record. */
    final void store(Member member, long index, long bits) {
        requireWritable();
        long record = record(member, index);
        try {
            member.store(segment, record, bits);
            exporter().requireThere();
        } catch (IllegalStateException | WrongThreadException e) {
            throw unreachable(e);
        }
    }

    private long record(Member member, long index) {
        long place = place(index);
        if (format != member.struct() && !format.matches(member.struct())) {
            throw Why.ACCESSOR.because(member + " is a field of " + member.struct() + ", not of " + format);
        }
        return place;
    }

    /** The place of an item of a view of one dimension. */
    final long place(long index) {
        requireUnreleased();
        long counted = index < 0 ? index + extent : index;
        if (counted < 0 || counted >= extent) {
            return geometry.at(new long[] {index}); // which knows why not
        }
        return first + counted * stride;
    }
}
