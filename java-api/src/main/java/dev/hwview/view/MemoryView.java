// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Memory looked at in place: Python's memoryview. A slice, a cast, a transposition is another view of the same bytes
 * and copies none of them. Views are of any memory that a {@link MemorySegment} can be: arrays, native memory, mapped
 * files.
 *
 * <p>Views may be used by several threads as far as their memory may. What the memory itself forbids, such as an access
 * after its arena was closed, is the JDK's exception; all else that can go wrong is a {@link ViewException}, and a
 * {@link ReleasedViewException} comes before all others.
 *
 * <p>{@code equals} is identity, as the bytes may change; see {@link #contentEquals}.
 */
public final class MemoryView extends ViewContents implements AutoCloseable {
    MemoryView(Exporter exporter, Format format, Geometry geometry, boolean readOnly) {
        super(exporter, format, geometry, readOnly);
    }

    /**
     * A view of an array.
     *
     * @param array is shared, not copied
     * @return writable, of format {@code B}
     */
    public static MemoryView of(byte[] array) {
        return of(MemorySegment.ofArray(array));
    }

    /**
     * A view of an array.
     *
     * @param array is shared, not copied
     * @return writable, of format {@code h}
     */
    public static MemoryView of(short[] array) {
        return of(MemorySegment.ofArray(array), "h");
    }

    /**
     * A view of an array.
     *
     * @param array is shared, not copied
     * @return writable, of format {@code H}
     */
    public static MemoryView of(char[] array) {
        return of(MemorySegment.ofArray(array), "H");
    }

    /**
     * A view of an array.
     *
     * @param array is shared, not copied
     * @return writable, of format {@code i}
     */
    public static MemoryView of(int[] array) {
        return of(MemorySegment.ofArray(array), "i");
    }

    /**
     * A view of an array.
     *
     * @param array is shared, not copied
     * @return writable, of format {@code q}
     */
    public static MemoryView of(long[] array) {
        return of(MemorySegment.ofArray(array), "q");
    }

    /**
     * A view of an array.
     *
     * @param array is shared, not copied
     * @return writable, of format {@code f}
     */
    public static MemoryView of(float[] array) {
        return of(MemorySegment.ofArray(array), "f");
    }

    /**
     * A view of an array.
     *
     * @param array is shared, not copied
     * @return writable, of format {@code d}
     */
    public static MemoryView of(double[] array) {
        return of(MemorySegment.ofArray(array), "d");
    }

    /**
     * A view of what remains in a buffer.
     *
     * @param buffer is shared, not copied; its position, limit and byte order are left alone and not followed
     * @return of format {@code B}, read-only if the buffer is
     */
    public static MemoryView of(ByteBuffer buffer) {
        return of(MemorySegment.ofBuffer(buffer));
    }

    /**
     * A view of a segment.
     *
     * @param segment heap, native or mapped
     * @return of format {@code B}, read-only if the segment is
     */
    public static MemoryView of(MemorySegment segment) {
        return Exporter.of(segment).view();
    }

    private static MemoryView of(MemorySegment segment, String format) {
        return Exporter.of(segment).view(Format.python(format));
    }

    /**
     * Another view of the same, to be released on its own.
     *
     * @return a new one
     */
    public MemoryView view() {
        return derive(live());
    }

    /**
     * Python's cast: the same bytes as items of another format, in one dimension. {@link #as(Format)} takes more.
     *
     * @param newFormat one of the two, the old and the new, has to be {@code B}, {@code b} or {@code c}
     * @return a new view
     * @throws CastException if the bytes can't be looked at so
     */
    public MemoryView cast(String newFormat) {
        Geometry to = Cast.toList(live(), format, newFormat);
        return exporter().view(this, Format.python(newFormat), to, readOnly);
    }

    /**
     * Python's cast: the same bytes as items of another format, in another shape. {@link #as(Format, long...)} takes
     * more.
     *
     * @param newFormat one of the two, the old and the new, has to be {@code B}, {@code b} or {@code c}
     * @param shape the extents; none at all for a view without dimensions, of one item
     * @return a new view
     * @throws CastException if the bytes can't be looked at so
     */
    public MemoryView cast(String newFormat, long... shape) {
        Geometry to = Cast.toShape(live(), format, newFormat, shape.clone());
        return exporter().view(this, Format.python(newFormat), to, readOnly);
    }

    /**
     * The same bytes as items of any other format, in one dimension.
     *
     * @param newFormat such as {@code >I}, {@code 10s}, {@code <HHi}, {@code T{<I:id:d:x:}}
     * @return a new view
     * @throws CastException if it is no format, or if the bytes can't be looked at so
     */
    public MemoryView as(String newFormat) {
        requireUnreleased();
        return as(Format.of(newFormat));
    }

    /**
     * The same bytes as items of any other format, in one dimension.
     *
     * @param newFormat a record, for example
     * @return a new view
     * @throws CastException if the bytes can't be looked at so
     */
    public MemoryView as(Format newFormat) {
        return exporter().view(this, newFormat, Cast.as(live(), newFormat), readOnly);
    }

    /**
     * The same bytes as items of any other format, in any other shape.
     *
     * @param newFormat a record, for example
     * @param shape the extents; none at all for a view without dimensions, of one item
     * @return a new view
     * @throws CastException if the bytes can't be looked at so
     */
    public MemoryView as(Format newFormat, long... shape) {
        return exporter().view(this, newFormat, Cast.as(live(), newFormat, shape.clone()), readOnly);
    }

    /**
     * A field of all records, NumPy's {@code a["name"]}.
     *
     * @param path as for {@link Struct#member}; an array gives the view more dimensions
     * @return a new view
     * @throws ViewIndexException if the items are no records or have no such field
     */
    public MemoryView field(String path) {
        requireUnreleased();
        if (!(format instanceof Struct struct)) {
            throw Why.KEY.because("format " + format + " has no field " + path);
        }
        MemberPath field = MemberPath.of(struct, path);
        return exporter().view(this, field.format(), live().field(field), readOnly);
    }

    /**
     * The same, without the right to write.
     *
     * @return a new view
     */
    public MemoryView toReadOnly() {
        return exporter().view(this, format, live(), true);
    }

    /**
     * A part of the first dimension, {@code v[start:stop]}.
     *
     * @param start the first, from the end if negative
     * @param stop the first that is left out, from the end if negative
     * @return a new view
     */
    public MemoryView slice(long start, long stop) {
        return slice(Slice.of(start, stop));
    }

    /**
     * A part of the first dimension, {@code v[start:stop:step]}.
     *
     * @param start the first, from the end if negative
     * @param stop the first that is left out, from the end if negative
     * @param step from one to the next, backwards if negative
     * @return a new view
     */
    public MemoryView slice(long start, long stop, long step) {
        return slice(Slice.of(start, stop).by(step));
    }

    /**
     * A part of the first dimension.
     *
     * @param slice which
     * @return a new view
     */
    public MemoryView slice(Slice slice) {
        return derive(live().sliced(slice));
    }

    /**
     * A part of several dimensions, as in NumPy: an index takes its dimension away, what has no key stays whole.
     *
     * @param keys indices, slices and at most one ellipsis, for all dimensions that have no key
     * @return a new view, even if it is of a single item
     */
    public MemoryView slice(Key... keys) {
        return derive(live().sliced(keys));
    }

    /**
     * The dimensions in another order.
     *
     * @param axes for each dimension the one that it was before; none at all turns their order round
     * @return a new view
     */
    public MemoryView transpose(int... axes) {
        return derive(live().transposed(axes.length == 0 ? null : axes));
    }

    /**
     * Writes to a slice, by Python's rules: one dimension, equal formats, equal extents. The two may overlap.
     *
     * @param slice of this view
     * @param source what to write
     * @throws StructureException if formats or extents differ, in which case nothing is written
     */
    public void set(Slice slice, MemoryView source) {
        requireWritable();
        if (geometry.dimensions() != 1) {
            throw geometry.dimensions() == 0 ? Subscript.noDimension() : Subscript.severalDimensions();
        }
        source.requireUnreleased();
        assign(source, geometry.sliced(slice));
    }

    /**
     * Writes to all items or to a part of several dimensions, as in NumPy but without broadcasting. The two may
     * overlap.
     *
     * @param source what to write, of equal format and of the shape of the part
     * @param keys as for {@link #slice(Key...)}
     * @throws StructureException if formats or shapes differ, in which case nothing is written
     */
    public void assign(MemoryView source, Key... keys) {
        requireWritable();
        source.requireUnreleased();
        assign(source, geometry.sliced(keys));
    }

    private void assign(MemoryView source, Geometry part) {
        if (!format.matches(source.format) || !part.sameShape(source.geometry)) {
            throw Why.STRUCTURE.because("items of format " + source.format + ", " + source.geometry
                    + ", are no match for format " + format + ", " + part);
        }
        long aside = source.reach(() -> reach(() -> Copy.assign(source.segment, source.geometry, segment, part)));
        ZeroCopy.note(source, aside);
    }

    /**
     * Python's {@code v[key]} with all that it takes and refuses, for programs that come from there.
     *
     * @param key an index, a slice, a tuple of indices, the ellipsis
     * @return an item, a new view, or for the ellipsis without dimensions this view
     */
    public Object getItem(Key key) {
        return Subscript.get(this, key);
    }

    /**
     * Python's {@code v[key] = value} with all that it takes and refuses, for programs that come from there.
     *
     * @param key an index, a slice, a tuple of indices, the ellipsis
     * @param value an item, or for a slice a view
     */
    public void setItem(Key key, Object value) {
        Subscript.set(this, key, value);
    }

    /** The same as {@link #release}. */
    @Override
    public void close() {
        release();
    }

    private MemoryView derive(Geometry other) {
        return exporter().view(this, format, other, readOnly);
    }
}
