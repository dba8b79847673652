// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/**
 * The items of a view, one at a time; a part of {@link MemoryView}. The typed accessors are for one dimension; they
 * neither box nor allocate, and each wants the formats that it names.
 */
public abstract sealed class ViewItems extends ViewCore permits ViewContents {
    /** The letter of the format that stands for all which one accessor reads. */
    private final char reads;
    /** As in the geometry if there is one dimension, else an extent of 0, so that one comparison sorts all out. */
    private final long extent;
    private final long first;
    private final long stride;

    ViewItems(Exporter exporter, Format format, Geometry geometry, boolean readOnly) {
        super(exporter, format, geometry, readOnly);
        boolean list = geometry.dimensions() == 1;
        this.extent = list ? geometry.shape[0] : 0;
        this.stride = list ? geometry.strides[0] : 0;
        this.first = geometry.offset;
        this.reads = switch (format.letter()) {
            case 'B', 'b', 'c' -> 'b';
            case 'H', 'h' -> 'h';
            case 'I', 'i' -> 'i';
            case 'L', 'l', 'Q', 'q' -> 'q';
            default -> format.letter();
        };
    }

    /**
     * Reads an item of a view of one dimension, as an object of its format's type: Boolean for {@code ?}, Character for
     * {@code c}, Double for {@code e f d}, BigInteger for {@code L Q}, else Long.
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
     * @param value a number or Boolean; for {@code c} a Character up to 0xff or an array of one byte
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
     * @param value a number or Boolean; for {@code c} a Character up to 0xff or an array of one byte
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
        return segment.get(Memory.BYTE, place(index, 'b'));
    }

    /**
     * Writes an item of 8 bits.
     *
     * @param index from the end if negative
     * @param value its bits; of format {@code B b c}
     */
    public final void setByte(long index, byte value) {
        requireWritable();
        segment.set(Memory.BYTE, place(index, 'b'), value);
    }

    /**
     * Reads an item of 16 bits.
     *
     * @param index from the end if negative
     * @return its bits; of format {@code H h}
     */
    public final short getShort(long index) {
        return segment.get(Memory.SHORT, place(index, 'h'));
    }

    /**
     * Writes an item of 16 bits.
     *
     * @param index from the end if negative
     * @param value its bits; of format {@code H h}
     */
    public final void setShort(long index, short value) {
        requireWritable();
        segment.set(Memory.SHORT, place(index, 'h'), value);
    }

    /**
     * Reads an item of 32 bits.
     *
     * @param index from the end if negative
     * @return its bits; of format {@code I i}
     */
    public final int getInt(long index) {
        return segment.get(Memory.INT, place(index, 'i'));
    }

    /**
     * Writes an item of 32 bits.
     *
     * @param index from the end if negative
     * @param value its bits; of format {@code I i}
     */
    public final void setInt(long index, int value) {
        requireWritable();
        segment.set(Memory.INT, place(index, 'i'), value);
    }

    /**
     * Reads an item of 64 bits.
     *
     * @param index from the end if negative
     * @return its bits; of format {@code L l Q q}
     */
    public final long getLong(long index) {
        return segment.get(Memory.LONG, place(index, 'q'));
    }

    /**
     * Writes an item of 64 bits.
     *
     * @param index from the end if negative
     * @param value its bits; of format {@code L l Q q}
     */
    public final void setLong(long index, long value) {
        requireWritable();
        segment.set(Memory.LONG, place(index, 'q'), value);
    }

    /**
     * Reads a float.
     *
     * @param index from the end if negative
     * @return its value; of format {@code f} or {@code e}
     */
    public final float getFloat(long index) {
        return reads == 'e' ? Float.float16ToFloat(segment.get(Memory.SHORT, place(index)))
                : segment.get(Memory.FLOAT, place(index, 'f'));
    }

    /**
     * Writes a float.
     *
     * @param index from the end if negative
     * @param value its value; of format {@code f}, or {@code e} if it does not round to infinity there
     */
    public final void setFloat(long index, float value) {
        requireWritable();
        if (reads != 'e') {
            segment.set(Memory.FLOAT, place(index, 'f'), value);
            return;
        }
        long place = place(index);
        if (!Half.holds(value)) {
            throw Why.VALUE_RANGE.because(value + " does not fit format e");
        }
        segment.set(Memory.SHORT, place, Half.bits(value));
    }

    /**
     * Reads a double.
     *
     * @param index from the end if negative
     * @return its value; of format {@code d}
     */
    public final double getDouble(long index) {
        return segment.get(Memory.DOUBLE, place(index, 'd'));
    }

    /**
     * Writes a double.
     *
     * @param index from the end if negative
     * @param value its value; of format {@code d}
     */
    public final void setDouble(long index, double value) {
        requireWritable();
        segment.set(Memory.DOUBLE, place(index, 'd'), value);
    }

    /**
     * Reads a boolean.
     *
     * @param index from the end if negative
     * @return whether the byte is not 0; of format {@code ?}
     */
    public final boolean getBoolean(long index) {
        return segment.get(Memory.BYTE, place(index, '?')) != 0;
    }

    /**
     * Writes a boolean.
     *
     * @param index from the end if negative
     * @param value 1 if true; of format {@code ?}
     */
    public final void setBoolean(long index, boolean value) {
        requireWritable();
        segment.set(Memory.BYTE, place(index, '?'), (byte) (value ? 1 : 0));
    }

    private long place(long index, char accessor) {
        if (reads != accessor) {
            throw noAccessor(accessor);
        }
        return place(index);
    }

    private long place(long index) {
        requireUnreleased();
        long counted = index < 0 ? index + extent : index;
        if (counted < 0 || counted >= extent) {
            return geometry.at(new long[] {index}); // which knows why not
        }
        return first + counted * stride;
    }

    private ViewException noAccessor(char accessor) {
        requireUnreleased();
        return Why.ACCESSOR.because("format " + format + " is not what the accessor for " + accessor + " is for");
    }
}
