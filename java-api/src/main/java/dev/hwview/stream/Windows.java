// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;

/**
 * A window that slides over a view, as NumPy's {@code sliding_window_view} does: all windows of one width that are
 * inside as a whole, a step apart. {@link StreamWindow#windows} does the same to a stream. For one thread at a time.
 */
public final class Windows implements Frames, AutoCloseable {
    private static final long NONE = -1;

    private final Window whole;
    private final Window shown = new Window();
    private final long width;
    private final long step;
    private final long count;
    private long index = NONE;

    private Windows(Window whole, long width, long step) {
        this.whole = whole;
        this.width = width;
        this.step = step;
        this.count = width > whole.length() ? 0 : (whole.length() - width) / step + 1;
    }

    /**
     * Opens a window before the first place.
     *
     * @param view of any format; can't be released until this is closed
     * @param width of the window, in bytes, at least 1
     * @param step from one place to the next, in bytes, at least 1; less than the width makes them overlap
     * @return to be moved by {@link #next}
     * @throws dev.hwview.view.ExportException if the view is not C-contiguous
     */
    public static Windows over(MemoryView view, long width, long step) {
        requirePositive(width, step);
        return new Windows(Window.over(view), width, step);
    }

    static void requirePositive(long width, long step) {
        if (width < 1 || step < 1) {
            throw new StreamException("a window of width " + width + " and step " + step + " does not slide");
        }
    }

    /**
     * How many places there are.
     *
     * @return from the first to the last
     */
    public long count() {
        return count;
    }

    @Override
    public boolean next() {
        index = Math.min(index + 1, count);
        return index < count;
    }

    @Override
    public boolean poll() {
        return next();
    }

    @Override
    public Window window() {
        return shown.within(whole, position(), width);
    }

    @Override
    public MemoryView view() {
        return window().view();
    }

    @Override
    public long position() {
        if (index == NONE || index == count) {
            throw new StreamException("the window is " + (index == NONE ? "before the first" : "behind the last")
                    + " of its " + count + " places");
        }
        return index * step;
    }

    /** Gives the view back. Doing so again does nothing. */
    @Override
    public void close() {
        whole.close();
        shown.close();
    }
}
