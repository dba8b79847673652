// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
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

    /** Goes through the places row by row; a row is what the last dimension runs through. */
    private abstract class Run {
        final MemorySegment segment = view.segment;
        /** Whether the short way is open: the bits as they lie in memory are the value, and the memory can't fail. */
        final boolean plain;
        private final Rows rows = new Rows(geometry);
        private final long extent = rows.extent();
        private final long step = rows.step();
        /** How many items are left in this row, and in the rows behind it. */
        private long left;
        private long behind = geometry.count;
        private long place;

        Run(ItemKind kind, int size) {
            this.plain = format.kind() == kind && format.itemSize() == size && !format.bigEndian()
                    && view.exporter().guard == null;
        }

        public final boolean hasNext() {
            return (left | behind) > 0;
        }

        /** Where the next item lies. */
        final long place() {
            if (left == 0) {
                if (behind == 0) {
                    throw new NoSuchElementException();
                }
                behind -= extent;
                left = extent;
                place = rows.next();
            }
            return place;
        }

        /** The item there was taken. */
        final void pass() {
            left--;
            place += step;
        }

        final long take() {
            long bits = bits(place());
            pass();
            return bits;
        }
    }

    private final class Ints extends Run implements PrimitiveIterator.OfInt {
        Ints() {
            super(ItemKind.SIGNED, Integer.BYTES);
        }

        @Override
        public int nextInt() {
            if (plain && !view.released) {
                try {
                    int value = segment.get(Memory.INT, place());
                    pass();
                    return value;
                } catch (IllegalStateException | WrongThreadException e) {
                    // The long way says why.
                }
            }
            return (int) take();
        }
    }

    private final class Longs extends Run implements PrimitiveIterator.OfLong {
        Longs() {
            super(ItemKind.SIGNED, Long.BYTES);
        }

        @Override
        public long nextLong() {
            if (plain && !view.released) {
                try {
                    long value = segment.get(Memory.LONG, place());
                    pass();
                    return value;
                } catch (IllegalStateException | WrongThreadException e) {
                    // The long way says why.
                }
            }
            return take();
        }
    }

    private final class Doubles extends Run implements PrimitiveIterator.OfDouble {
        Doubles() {
            super(ItemKind.FLOAT, Double.BYTES);
        }

        @Override
        public double nextDouble() {
            if (plain && !view.released) {
                try {
                    double value = segment.get(Memory.DOUBLE, place());
                    pass();
                    return value;
                } catch (IllegalStateException | WrongThreadException e) {
                    // The long way says why.
                }
            }
            return Double.longBitsToDouble(take());
        }
    }
}
