// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/** The numbers of a view of any shape, by their place in C's order. */
final class Numbers {
    private final ViewCore view;
    private final Geometry geometry;
    private final Scalar format;

    Numbers(ViewCore view) {
        this.geometry = view.live();
        this.view = view;
        this.format = view.format instanceof Scalar scalar ? scalar : null;
    }

    PrimitiveIterator.OfInt ints() {
        requireWhole(Integer.BYTES);
        return new Ints();
    }

    PrimitiveIterator.OfLong longs() {
        requireWhole(Long.BYTES);
        return new Longs();
    }

    PrimitiveIterator.OfDouble doubles() {
        if (format == null || format.kind() != ItemKind.FLOAT) {
            throw Why.ACCESSOR.because("format " + view.format + " is no float");
        }
        return new Doubles();
    }

    private void requireWhole(int most) {
        if (format == null || format.kind() == ItemKind.FLOAT || format.itemSize() > most) {
            throw Why.ACCESSOR.because("format " + view.format + " is no whole number of up to " + most * Byte.SIZE
                    + " bits");
        }
    }

    long whole(long index) {
        return bits(geometry.place(index));
    }

    double real(long index) {
        return Double.longBitsToDouble(whole(index));
    }

    private long bits(long place) {
        view.requireUnreleased();
        try {
            long bits = format.bits(view.segment, place);
            view.exporter().requireThere();
            return bits;
        } catch (IllegalStateException | WrongThreadException e) {
            throw ViewCore.unreachable(e);
        }
    }

    /** Counts through the places: the last dimension runs fastest, and an index that is at its end starts anew. */
    private abstract class Run {
        private final long[] index = new long[geometry.dimensions()];
        private long left = geometry.count;
        private long place = geometry.offset;

        public boolean hasNext() {
            return left > 0;
        }

        long take() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            long bits = bits(place);
            left--;
            for (int i = index.length - 1; i >= 0; i--) {
                place += geometry.strides[i];
                if (++index[i] < geometry.shape[i]) {
                    break;
                }
                place -= geometry.shape[i] * geometry.strides[i];
                index[i] = 0;
            }
            return bits;
        }
    }

    private final class Ints extends Run implements PrimitiveIterator.OfInt {
        @Override
        public int nextInt() {
            return (int) take();
        }
    }

    private final class Longs extends Run implements PrimitiveIterator.OfLong {
        @Override
        public long nextLong() {
            return take();
        }
    }

    private final class Doubles extends Run implements PrimitiveIterator.OfDouble {
        @Override
        public double nextDouble() {
            return Double.longBitsToDouble(take());
        }
    }
}
