// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/**
 * Python's {@code start:stop:step}. Bounds count from the end where they are negative, and are clipped, never wrong.
 *
 * @param start the first, or {@code null} for the end that the step comes from
 * @param stop the first that is left out, or {@code null} for none
 * @param step not 0, or {@code null} for 1
 */
public record Slice(Long start, Long stop, Long step) implements Key {
    private static final Slice ALL = new Slice(null, null, null);

    /**
     * All of a dimension, {@code :}.
     *
     * @return the slice
     */
    public static Slice all() {
        return ALL;
    }

    /**
     * A part of a dimension, {@code start:stop}.
     *
     * @param start the first
     * @param stop the first that is left out
     * @return the slice
     */
    public static Slice of(long start, long stop) {
        return new Slice(start, stop, null);
    }

    /**
     * What begins at a place, {@code start:}.
     *
     * @param start the first
     * @return the slice
     */
    public static Slice from(long start) {
        return new Slice(start, null, null);
    }

    /**
     * What ends before a place, {@code :stop}.
     *
     * @param stop the first that is left out
     * @return the slice
     */
    public static Slice to(long stop) {
        return new Slice(null, stop, null);
    }

    /**
     * The same bounds with a step: {@code Slice.all().by(-1)} is {@code ::-1}.
     *
     * @param distance from one to the next; backwards if negative
     * @return the slice
     */
    public Slice by(long distance) {
        return new Slice(start, stop, distance);
    }

    /**
     * Clips it to a dimension, as CPython's PySlice_Unpack and PySlice_AdjustIndices do.
     *
     * @param extent how long the dimension is
     * @return what the slice is there
     * @throws ViewIndexException if the step is 0
     */
    public Range on(long extent) {
        // The negative of Long.MIN_VALUE is not to be had; no dimension is long enough to tell.
        long by = step == null ? 1 : Math.max(step, -Long.MAX_VALUE);
        if (by == 0) {
            throw Why.STEP_ZERO.because("the step of a slice is 0");
        }
        long first = start == null ? by < 0 ? extent - 1 : 0 : clip(start, extent, by);
        long end = stop == null ? by < 0 ? -1 : extent : clip(stop, extent, by);
        long length = 0;
        if (by < 0) {
            length = end < first ? (first - end - 1) / -by + 1 : 0;
        } else if (first < end) {
            length = (end - first - 1) / by + 1;
        }
        return new Range(first, by, length);
    }

    private static long clip(long bound, long extent, long by) {
        if (bound < 0) {
            long counted = bound + extent;
            return counted >= 0 ? counted : by < 0 ? -1 : 0;
        }
        return bound < extent ? bound : by < 0 ? extent - 1 : extent;
    }

    @Override
    public String toString() {
        return (start == null ? "" : start) + ":" + (stop == null ? "" : stop) + (step == null ? "" : ":" + step);
    }

    /**
     * What a slice is on a dimension.
     *
     * @param first the index that it begins with
     * @param step from one to the next
     * @param length how many there are
     */
    public record Range(long first, long step, long length) {}
}
