// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;

/**
 * Raw memory, borrowed from a view by {@link MemoryView#export}. The view can't be released until it is given back.
 * It is on the borrower not to use the segment after that.
 */
public final class Export implements AutoCloseable {
    private final ViewCore view;
    private final MemorySegment segment;
    private final long first;
    private boolean closed;

    Export(ViewCore view, MemorySegment segment, long first) {
        this.view = view;
        this.segment = segment;
        this.first = first;
    }

    /**
     * The memory, from the view's lowest byte to its highest. Of a contiguous view these are its bytes and no others.
     *
     * @return read-only unless the request was to write
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Where the view's first item lies in the segment; the view's strides lead on from there.
     *
     * @return 0 unless a stride is negative
     */
    public long offset() {
        return first;
    }

    /** Gives the memory back. Doing so again does nothing. */
    @Override
    public void close() {
        synchronized (view.exporter()) {
            if (!closed) {
                closed = true;
                view.returned();
            }
        }
    }
}
