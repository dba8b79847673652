// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.tasks;

import dev.hwview.view.MemoryView;

/**
 * Rank 3, intermediate: edit through a view, and see the buffer change. Put your code in the place of each
 * exception.
 */
public class Rank3 {
    /**
     * 3.1 Set the bytes from {@code from} up to but not including {@code to} to zero, in place.
     */
    public void clear(MemoryView page, long from, long to) {
        throw new NotDoneException();
    }

    /**
     * 3.2 Turn a recording upside down: replace each sample of format {@code h} by its negative, in place. The
     * negative of -32768 is to be 32767.
     */
    public void invert(MemoryView samples) {
        throw new NotDoneException();
    }

    /**
     * 3.3 The first {@code bytes} bytes of a log are no longer needed: move all behind them to the front. What is at
     * the end may stay. Source and destination overlap; one assignment does it.
     */
    public void drop(MemoryView log, long bytes) {
        throw new NotDoneException();
    }

    /**
     * 3.4 Write a payload into a packet, from {@code at} on. If it does not fit, nothing may be written.
     */
    public void insert(MemoryView packet, long at, MemoryView payload) {
        throw new NotDoneException();
    }

    /**
     * 3.5 An image is a view of two dimensions, rows of gray pixels from 0 to 255. Make one row brighter by
     * {@code by}; what would become brighter than 255 becomes 255.
     */
    public void brighten(MemoryView image, long row, int by) {
        throw new NotDoneException();
    }

    /**
     * 3.6 A table lies in memory row by row. Give a view in which the first index is the column. Who writes to it
     * writes to the table.
     */
    public MemoryView byColumn(MemoryView table) {
        throw new NotDoneException();
    }

    /**
     * 3.7 Set the first and the last column of an image to {@code value}, in place. An assignment to a slice takes
     * no loop over the pixels: the columns of one image may come from the column of another.
     */
    public void border(MemoryView image, int value) {
        throw new NotDoneException();
    }
}
