// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** All items of a view at once: written out, compared, lent. A part of {@link MemoryView}. */
public abstract sealed class ViewContents extends ViewSequences permits MemoryView {
    private static final int HASH_FACTOR = 31;

    /** Kept once it was told, as Python keeps it, beyond the release too. */
    private volatile Integer hash;

    ViewContents(Exporter exporter, Format format, Geometry geometry, boolean readOnly) {
        super(exporter, format, geometry, readOnly);
    }

    /**
     * Copies the bytes out, in C's order.
     *
     * @return a new array
     */
    public final byte[] toBytes() {
        return toBytes(Order.C);
    }

    /**
     * Copies the bytes out.
     *
     * @param order of the items
     * @return a new array
     */
    public final byte[] toBytes(Order order) {
        boolean firstFastest = live().fContiguous && order == Order.A && !geometry.cContiguous || order == Order.F;
        ZeroCopy.note(this, geometry.bytes());
        return reach(() -> Copy.bytes(segment, geometry, firstFastest));
    }

    /**
     * Copies the bytes out, in an order that is told by its name.
     *
     * @param order {@code C}, {@code F} or {@code A}
     * @return a new array
     * @throws RenderingException for another name
     */
    public final byte[] toBytes(String order) {
        requireUnreleased();
        return toBytes(Order.of(order));
    }

    /**
     * Copies the items out, in C's order.
     *
     * @return a new array; of format {@code H h}
     */
    public final short[] toShortArray() {
        return TypedArrays.shorts(this);
    }

    /**
     * Copies the items out, in C's order.
     *
     * @return a new array; of format {@code I i}
     */
    public final int[] toIntArray() {
        return TypedArrays.ints(this);
    }

    /**
     * Copies the items out, in C's order.
     *
     * @return a new array; of format {@code Q q}, and {@code L l N n P} of 64 bits
     */
    public final long[] toLongArray() {
        return TypedArrays.longs(this);
    }

    /**
     * Copies the items out, in C's order.
     *
     * @return a new array; of format {@code f}
     */
    public final float[] toFloatArray() {
        return TypedArrays.floats(this);
    }

    /**
     * Copies the items out, in C's order.
     *
     * @return a new array; of format {@code d}
     */
    public final double[] toDoubleArray() {
        return TypedArrays.doubles(this);
    }

    /**
     * Copies the items out.
     *
     * @return lists in lists, as many deep as there are dimensions, with items as of {@link #get(long)}
     * @throws DimensionException without dimensions
     */
    public final List<Object> toList() {
        if (live().dimensions() == 0) {
            throw Why.ZERO_DIM.because("a view without dimensions is no list");
        }
        ZeroCopy.note(this, geometry.bytes());
        return reach(() -> Items.list(this, 0, geometry.offset));
    }

    /**
     * Copies the items out as Python's {@code tolist()} does, which for a view without dimensions is no list.
     *
     * @return as {@link #toList}, or the item
     */
    public final Object toObject() {
        return live().dimensions() == 0 ? load(geometry.offset) : toList();
    }

    /**
     * The bytes as hexadecimal digits, in C's order.
     *
     * @return two for each byte
     */
    public final String hex() {
        return Hex.of(toBytes(), ' ', 0);
    }

    /**
     * The bytes as hexadecimal digits, in C's order.
     *
     * @param separator between bytes, one character of ASCII
     * @return the text
     */
    public final String hex(String separator) {
        return hex(separator, 1);
    }

    /**
     * The bytes as hexadecimal digits in groups, in C's order.
     *
     * @param separator between groups, one character of ASCII
     * @param bytesPerGroup counted from the end, or from the begin if negative; 0 makes no groups
     * @return the text
     */
    public final String hex(String separator, int bytesPerGroup) {
        requireUnreleased();
        char character = Hex.separator(separator);
        return Hex.of(toBytes(), character, bytesPerGroup);
    }

    /**
     * Python's {@code ==}: whether the shapes are equal and so is each item, by value, whatever the formats. NaN equals
     * nothing. A released view equals itself alone.
     *
     * @param other of any format and shape
     * @return whether they are
     */
    public final boolean contentEquals(MemoryView other) {
        if (isReleased() || other.isReleased()) {
            return this == other;
        }
        return reach(() -> other.reach(() -> Comparison.equal(this, other)));
    }

    /**
     * Python's {@code hash()}: that of the bytes in C's order, whatever the shape. Views of single bytes that are equal
     * have equal ones. A read-only segment is taken for constant: that nothing else changes it is on its owner.
     *
     * @return as of an array of these bytes
     * @throws HashException unless the items are single bytes, and the memory is read-only as well as the view
     */
    public final int contentHash() {
        Integer known = hash;
        if (known == null) {
            requireHashable();
            known = hash = reach(this::hashOfBytes);
        }
        return known;
    }

    private void requireHashable() {
        requireUnreleased();
        if (!readOnly) {
            throw Why.HASH_WRITABLE.because("a writable view has no hash");
        }
        if (!format.isByte()) {
            throw Why.HASH_FORMAT.because("only views of format B, b or c have a hash, not " + format);
        }
        if (!segment.isReadOnly()) {
            throw Why.HASH_EXPORTER.because("the memory under the view is writable, so there is no hash");
        }
    }

    private int hashOfBytes() {
        MemorySegment bytes = geometry.cContiguous ? Copy.span(segment, geometry) : MemorySegment.ofArray(toBytes());
        int sum = 1;
        for (long i = 0; i < bytes.byteSize(); i++) {
            sum = HASH_FACTOR * sum + bytes.get(Memory.BYTE, i);
        }
        return sum;
    }

    /**
     * Lends the memory itself out. The view can't be released until it is given back.
     *
     * @param request how it has to lie, and whether it is to be written
     * @return to be closed
     * @throws ExportException if the view can't meet the request
     */
    public final Export export(Request request) {
        requireUnreleased();
        if (request.writes() && readOnly) {
            throw Why.NOT_WRITABLE.because("a read-only view does not lend memory to be written");
        }
        if (!request.isMetBy(geometry)) {
            throw Why.NOT_CONTIGUOUS.because("the view's memory does not lie as " + request + " wants it");
        }
        MemorySegment span = Copy.span(segment, geometry);
        synchronized (exporter()) {
            lent();
            return new Export(this, request.writes() ? span : span.asReadOnly(), geometry.below());
        }
    }

    /**
     * The memory itself, for what takes a segment. Unlike {@link #export} it is not counted: the segment outlives the
     * view, as long as its arena lives.
     *
     * @return the view's bytes and no others; read-only if the view is
     * @throws ExportException if the view is not C-contiguous
     */
    public final MemorySegment asSegment() {
        if (!live().cContiguous) {
            throw Why.NOT_CONTIGUOUS.because(
                    "a segment has its bytes side by side, in C's order, and this view has not");
        }
        MemorySegment span = Copy.span(segment, geometry);
        return readOnly ? span.asReadOnly() : span;
    }

    /**
     * The memory itself, for what takes a buffer; not counted, like {@link #asSegment}.
     *
     * @return the view's bytes, little-endian; read-only if the view is
     * @throws ExportException if the view is not C-contiguous
     * @throws RenderingException if it has more than 2<sup>31</sup>-1 bytes
     */
    public final ByteBuffer asByteBuffer() {
        MemorySegment bytes = asSegment();
        Copy.requireArray(bytes.byteSize());
        return reach(bytes::asByteBuffer).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Format and shape, without the contents. */
    @Override
    public final String toString() {
        return (isReleased() ? "released view of " : "view of ") + format + " " + geometry
                + (readOnly ? ", read-only" : "");
    }
}
