// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/**
 * What a view is: memory, format and geometry, whether it may write, and whether it was released. A part of
 * {@link MemoryView}.
 */
public abstract sealed class ViewCore permits ViewItems {
    final MemorySegment segment;
    final Format format;
    final Geometry geometry;
    final boolean readOnly;
    private final Exporter exporter;
    /**
     * Written under the exporter's lock and read without: a thread that races with the release may see it late, and
     * finds the memory still there, as that is guarded by its arena.
     */
    boolean released;
    private int exports;

    ViewCore(Exporter exporter, Format format, Geometry geometry, boolean readOnly) {
        this.exporter = exporter;
        this.segment = exporter.segment();
        this.format = format;
        this.geometry = geometry;
        this.readOnly = readOnly;
    }

    /**
     * What the view was made of.
     *
     * @return shared by all views of the same memory; there even after the release
     */
    public final Exporter exporter() {
        return exporter;
    }

    /**
     * The bytes of all items together.
     *
     * @return how many
     */
    public final long nbytes() {
        return live().bytes();
    }

    /**
     * The bytes of one item.
     *
     * @return at least 1
     */
    public final int itemsize() {
        return live().itemSize;
    }

    /**
     * How an item's bytes are read.
     *
     * @return as it was given, with the prefix {@code @} if it had one
     */
    public final Format format() {
        requireUnreleased();
        return format;
    }

    /**
     * How many dimensions there are.
     *
     * @return 0 to 64
     */
    public final int ndim() {
        return live().dimensions();
    }

    /**
     * How many items there are in each dimension.
     *
     * @return a copy
     */
    public final long[] shape() {
        return live().shape.clone();
    }

    /**
     * How many bytes it is from one item to the next, in each dimension.
     *
     * @return a copy; beyond all memory, possibly, where there is no next item
     */
    public final long[] strides() {
        return live().strides.clone();
    }

    /**
     * The offsets behind pointers, of which there are none here.
     *
     * @return always empty
     */
    public final long[] suboffsets() {
        requireUnreleased();
        return new long[0];
    }

    /**
     * Whether it refuses to write. The memory may change nevertheless, through another view.
     *
     * @return whether it does
     */
    public final boolean readonly() {
        requireUnreleased();
        return readOnly;
    }

    /**
     * Whether the items lie side by side, with the last index running fastest.
     *
     * @return whether they do
     */
    public final boolean cContiguous() {
        return live().cContiguous;
    }

    /**
     * Whether the items lie side by side, with the first index running fastest.
     *
     * @return whether they do
     */
    public final boolean fContiguous() {
        return live().fContiguous;
    }

    /**
     * Whether the items lie side by side in either order.
     *
     * @return whether they do
     */
    public final boolean contiguous() {
        return live().cContiguous || geometry.fContiguous;
    }

    /**
     * The items of the first dimension.
     *
     * @return how many
     * @throws DimensionException without dimensions
     */
    public final long length() {
        if (live().dimensions() == 0) {
            throw Why.ZERO_DIM.because("a view without dimensions has no length");
        }
        return geometry.shape[0];
    }

    /**
     * Whether it was released. The one question that a released view answers.
     *
     * @return whether it was
     */
    public final boolean isReleased() {
        synchronized (exporter) {
            return released;
        }
    }

    /**
     * Ends this view; others of the same memory go on. Doing so again does nothing.
     *
     * @throws ExportException while memory is borrowed from it
     */
    public final void release() {
        synchronized (exporter) {
            if (released) {
                return;
            }
            if (exports > 0) {
                throw Why.EXPORTED.because("the view's memory is lent out "
                        + (exports == 1 ? "once" : exports + " times"));
            }
            released = true;
            forbid();
            exporter.forget();
        }
    }

    /** Ends what the accessors do without asking. */
    abstract void forbid();

    /** Counts a borrower. To be called under the exporter's lock. */
    final void lent() {
        requireUnreleased();
        exports++;
    }

    /** Counts a borrower less. To be called under the exporter's lock. */
    final void returned() {
        exports--;
    }

    final Geometry live() {
        requireUnreleased();
        return geometry;
    }

    final void requireUnreleased() {
        if (released) {
            throw Why.RELEASED.because("the view was released");
        }
    }

    final void requireWritable() {
        requireUnreleased();
        if (readOnly) {
            throw Why.READONLY.because("the view is read-only");
        }
    }

    final Object load(long offset) {
        try {
            Object item = format.load(segment, offset);
            exporter.requireThere();
            return item;
        } catch (IllegalStateException | WrongThreadException e) {
            throw unreachable(e);
        }
    }

    final void store(long offset, Object value) {
        try {
            format.store(segment, offset, value);
            exporter.requireThere();
        } catch (IllegalStateException | WrongThreadException e) {
            throw unreachable(e);
        }
    }

    /** Takes something out of the memory, and says by an exception of ours if the memory was not there. */
    final <T> T reach(Supplier<T> access) {
        try {
            T found = access.get();
            exporter.requireThere();
            return found;
        } catch (IllegalStateException | WrongThreadException e) {
            throw unreachable(e);
        }
    }

    /** Tells by an exception of ours what the JDK's says of a segment. */
    static ViewException unreachable(RuntimeException e) {
        return e instanceof WrongThreadException
                ? Why.THREAD.because("the memory under the view is for another thread: " + e.getMessage())
                : Why.CLOSED.because("the memory under the view was freed: " + e.getMessage());
    }
}
