// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;

/**
 * Memory that views are made of. It counts those that are unreleased, so that its owner can tell when nobody looks at
 * it any more. Safe to be used by several threads.
 */
public final class Exporter {
    private final MemorySegment segment;
    /** {@code null} for memory that stays where it is. */
    final Guard guard;
    private long views;

    private Exporter(MemorySegment segment, Guard guard) {
        this.segment = segment;
        this.guard = guard;
    }

    /**
     * Takes memory for views to be made of. Its own rules go on: views of a read-only segment are read-only, those of a
     * closed arena or on a wrong thread throw what the segment throws.
     *
     * @param segment heap, native or mapped
     * @return without any view yet
     */
    public static Exporter of(MemorySegment segment) {
        return new Exporter(segment, null);
    }

    /**
     * Takes memory that may be lost under its views.
     *
     * @param segment native or mapped
     * @param guard is asked after each access whether the memory was there
     * @return without any view yet
     */
    public static Exporter of(MemorySegment segment, Guard guard) {
        return new Exporter(segment, guard);
    }

    /**
     * A view of all the bytes, format {@code B}.
     *
     * @return a new one
     */
    public MemoryView view() {
        return view(Format.python("B"));
    }

    /** A view of all items; the memory is a whole number of them. */
    MemoryView view(Format format) {
        Geometry all = Geometry.packed(0, format.itemSize(), segment.byteSize() / format.itemSize());
        synchronized (this) {
            views++;
            return new MemoryView(this, format, all, segment.isReadOnly());
        }
    }

    /** A view that comes of another, which has to be unreleased at that moment. */
    synchronized MemoryView view(MemoryView parent, Format format, Geometry geometry, boolean readOnly) {
        parent.requireUnreleased();
        views++;
        return new MemoryView(this, format, geometry, readOnly);
    }

    /** A view less. To be called under this object's lock. */
    void forget() {
        views--;
    }

    /**
     * How many views are unreleased.
     *
     * @return at this moment
     */
    public synchronized long unreleased() {
        return views;
    }

    /**
     * Does something to the memory that no view would survive: {@code exporter.whileUnused(arena::close)}. No view is
     * made meanwhile.
     *
     * @param action what to do
     * @throws ExportException if there is an unreleased view, in which case nothing is done
     */
    public synchronized void whileUnused(Runnable action) {
        if (views > 0) {
            throw Why.IN_USE.because("the memory is in use by " + views + (views == 1 ? " view" : " views"));
        }
        action.run();
    }

    MemorySegment segment() {
        return segment;
    }

    void requireThere() {
        if (guard != null) {
            guard.requireThere();
        }
    }
}
