// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/**
 * Where the rows of a view begin, in C's order; a row is what the last dimension runs through, and a view without
 * dimensions is one of one item. An object of its own, so that who goes through a row can stay in the CPU's registers.
 */
final class Rows {
    private final Geometry geometry;
    /** The next row, by all dimensions but the last. */
    private final long[] index;
    private long place;

    Rows(Geometry geometry) {
        this.geometry = geometry;
        this.index = new long[Math.max(geometry.dimensions() - 1, 0)];
        this.place = geometry.offset;
    }

    /** How many items a row has. */
    long extent() {
        return geometry.dimensions() == 0 ? 1 : geometry.shape[index.length];
    }

    /** How many bytes it is from one item to the next. */
    long step() {
        return geometry.dimensions() == 0 ? 0 : geometry.strides[index.length];
    }

    /**
     * The place of the next row's first item; to be asked for as often as there are rows. An index at its end starts
     * anew.
     */
    long next() {
        long begin = place;
        for (int i = index.length - 1; i >= 0; i--) {
            place += geometry.strides[i];
            if (++index[i] < geometry.shape[i]) {
                break;
            }
            place -= geometry.shape[i] * geometry.strides[i];
            index[i] = 0;
        }
        return begin;
    }
}
