// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.Iterator;
import java.util.PrimitiveIterator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The items of a view one after the other; a part of {@link MemoryView}. What gives objects is for one dimension, as in
 * Python. What gives primitives is for any shape, goes through it in C's order and boxes nothing.
 */
public abstract sealed class ViewSequences extends ViewItems implements Iterable<Object> permits ViewContents {
    ViewSequences(Exporter exporter, Format format, Geometry geometry, boolean readOnly) {
        super(exporter, format, geometry, readOnly);
    }

    /**
     * Goes through the items of a view of one dimension. Each is read when it is asked for.
     *
     * @return items as of {@link #get(long)}
     */
    @Override
    public final Iterator<Object> iterator() {
        return Items.forwards(this);
    }

    /**
     * Goes through the items of a view of one dimension, from the last to the first.
     *
     * @return items as of {@link #get(long)}
     */
    public final Iterator<Object> reversed() {
        return Items.backwards(this);
    }

    /**
     * Whether an item of a view of one dimension equals a value. Numbers of all types are compared by value, exactly.
     *
     * @param value a number or Boolean, a Character or array of one byte, a String for {@code s p}, a List for a record
     * @return whether one does
     */
    public final boolean contains(Object value) {
        return indexOf(value) >= 0;
    }

    /**
     * The first item of a view of one dimension that equals a value.
     *
     * @param value as for {@link #contains}
     * @return its index, or -1 if there is none
     */
    public final long indexOf(Object value) {
        requireUnreleased();
        return reach(() -> Items.find(this, value, 0));
    }

    /**
     * How many items of a view of one dimension equal a value.
     *
     * @param value as for {@link #contains}
     * @return how many
     */
    public final long count(Object value) {
        requireUnreleased();
        return reach(() -> {
            long count = 0;
            for (long i = Items.find(this, value, 0); i >= 0; i = Items.find(this, value, i + 1)) {
                count++;
            }
            return count;
        });
    }

    /**
     * Goes through whole numbers of up to 32 bits, of any shape. Each is read when it is asked for.
     *
     * @return the values; of an {@code I} the bits
     * @throws ItemException if the format is another
     */
    public final PrimitiveIterator.OfInt ints() {
        return new Numbers(this).ints();
    }

    /**
     * Goes through whole numbers, of any shape. Each is read when it is asked for.
     *
     * @return the values; of an unsigned number of 64 bits the bits
     * @throws ItemException if the format is another
     */
    public final PrimitiveIterator.OfLong longs() {
        return new Numbers(this).longs();
    }

    /**
     * Goes through floats, of any shape. Each is read when it is asked for.
     *
     * @return the values
     * @throws ItemException if the format is another
     */
    public final PrimitiveIterator.OfDouble doubles() {
        return new Numbers(this).doubles();
    }

    /**
     * A stream of what {@link #ints} goes through.
     *
     * @return sequential, to be made parallel if one likes
     */
    public final IntStream intStream() {
        Numbers numbers = new Numbers(this);
        numbers.ints();
        return LongStream.range(0, geometry.count).mapToInt(i -> (int) numbers.whole(i));
    }

    /**
     * A stream of what {@link #longs} goes through.
     *
     * @return sequential, to be made parallel if one likes
     */
    public final LongStream longStream() {
        Numbers numbers = new Numbers(this);
        numbers.longs();
        return LongStream.range(0, geometry.count).map(numbers::whole);
    }

    /**
     * A stream of what {@link #doubles} goes through.
     *
     * @return sequential, to be made parallel if one likes
     */
    public final DoubleStream doubleStream() {
        Numbers numbers = new Numbers(this);
        numbers.doubles();
        return LongStream.range(0, geometry.count).mapToDouble(numbers::real);
    }
}
