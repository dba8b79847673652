// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.Arrays;

/**
 * Where the items of a view lie: the first one's offset, and for each dimension how many there are and how many bytes
 * from one to the next. The numbers may be beyond the memory only where there is no item to be reached by them, so
 * that a product that overflows there does no harm.
 */
final class Geometry {
    static final int MAX_DIMENSIONS = 64;

    final long offset;
    final int itemSize;
    final long[] shape;
    final long[] strides;
    final boolean cContiguous;
    final boolean fContiguous;
    /** How many items there are. */
    final long count;

    Geometry(long offset, int itemSize, long[] shape, long[] strides) {
        this.offset = offset;
        this.itemSize = itemSize;
        this.shape = shape;
        this.strides = strides;
        this.count = product(shape);
        // As in CPython, an empty view of one dimension is contiguous by its stride, one of more dimensions always.
        boolean empty = count == 0 && shape.length > 1;
        this.cContiguous = empty || dense(false);
        this.fContiguous = empty || dense(true);
    }

    /** Items side by side in C's order. */
    static Geometry packed(long offset, int itemSize, long... shape) {
        long[] strides = new long[shape.length];
        long stride = itemSize;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return new Geometry(offset, itemSize, shape, strides);
    }

    /** Items side by side in Fortran's order. */
    static Geometry packedBackwards(int itemSize, long[] shape) {
        long[] strides = new long[shape.length];
        long stride = itemSize;
        for (int i = 0; i < shape.length; i++) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return new Geometry(0, itemSize, shape, strides);
    }

    private static long product(long[] shape) {
        long product = 1;
        for (long extent : shape) {
            product *= extent;
        }
        return product;
    }

    private boolean dense(boolean firstFastest) {
        if (shape.length == 1) {
            return shape[0] == 1 || strides[0] == itemSize;
        }
        long stride = itemSize;
        for (int i = 0; i < shape.length; i++) {
            int dimension = firstFastest ? i : shape.length - 1 - i;
            if (shape[dimension] > 1 && strides[dimension] != stride) {
                return false;
            }
            stride *= shape[dimension];
        }
        return true;
    }

    int dimensions() {
        return shape.length;
    }

    long bytes() {
        return count * itemSize;
    }

    /** The place of an index in a dimension, in bytes from the dimension's begin. */
    long distance(int dimension, long index) {
        long counted = index < 0 ? index + shape[dimension] : index;
        if (counted < 0 || counted >= shape[dimension]) {
            throw Why.INDEX.because("index " + index + " is outside of dimension " + dimension
                    + " of " + shape[dimension]);
        }
        return counted * strides[dimension];
    }

    /** The offset of one item by its place in C's order. */
    long place(long index) {
        long place = offset;
        for (int i = shape.length - 1; i > 0; i--) {
            place += index % shape[i] * strides[i];
            index /= shape[i];
        }
        return shape.length == 0 ? place : place + index * strides[0];
    }

    /** The offset of one item. */
    long at(long[] indices) {
        if (shape.length == 0 && indices.length > 0) {
            throw Why.ZERO_DIM.because("a view without dimensions takes no index");
        }
        if (indices.length < shape.length) {
            throw Why.SUBVIEW.because(indices.length + " of " + shape.length
                    + " indices: take a slice for a view of fewer dimensions");
        }
        if (indices.length > shape.length) {
            throw Why.TOO_MANY_INDICES.because(indices.length + " indices for " + shape.length + " dimensions");
        }
        long place = offset;
        for (int i = 0; i < indices.length; i++) {
            place += distance(i, indices[i]);
        }
        return place;
    }

    /** A field of each record; the extents of an array become dimensions behind the others. */
    Geometry field(MemberPath field) {
        int dimensions = shape.length + field.shape().size();
        if (dimensions > MAX_DIMENSIONS) {
            throw Why.NDIM_MAX.because(dimensions + " dimensions; there may be " + MAX_DIMENSIONS);
        }
        long[] newShape = Arrays.copyOf(shape, dimensions);
        long[] newStrides = Arrays.copyOf(strides, dimensions);
        for (int i = shape.length; i < dimensions; i++) {
            newShape[i] = field.shape().get(i - shape.length);
            newStrides[i] = field.strides()[i - shape.length];
        }
        return new Geometry(offset + field.offset(), field.format().itemSize(), newShape, newStrides);
    }

    /** A slice of the first dimension, as Python's views have it. */
    Geometry sliced(Slice slice) {
        if (shape.length == 0) {
            throw Why.ZERO_DIM.because("a view without dimensions has no slice");
        }
        Slice.Range range = slice.on(shape[0]);
        long[] newShape = shape.clone();
        newShape[0] = range.length();
        long[] newStrides = strides; // nobody writes to those of a geometry
        if (range.step() != 1) {
            newStrides = strides.clone();
            newStrides[0] = strides[0] * range.step();
        }
        return new Geometry(offset + strides[0] * range.first(), itemSize, newShape, newStrides);
    }

    /** A key for each dimension, as NumPy has it: an index takes its dimension away, what has no key stays whole. */
    Geometry sliced(Key[] keys) {
        int given = 0;
        int ellipses = 0;
        for (Key key : keys) {
            switch (key) {
                case Key.Ellipsis e -> ellipses++;
                case Key.Tuple t -> throw Why.KEY.because("a tuple within the keys of a slice");
                case Slice s -> given++;
                case Key.At a -> given++;
            }
        }
        if (ellipses > 1) {
            throw Why.KEY.because("more than one ellipsis");
        }
        if (given > shape.length) {
            throw Why.TOO_MANY_INDICES.because(given + " keys for " + shape.length + " dimensions");
        }
        Cut cut = new Cut();
        for (Key key : keys) {
            switch (key) {
                case Key.Ellipsis e -> cut.keep(shape.length - given);
                case Slice slice -> cut.slice(slice);
                case Key.At at -> cut.index(at.index());
                case Key.Tuple t -> throw new AssertionError(t);
            }
        }
        cut.keep(shape.length - cut.from);
        return cut.result();
    }

    /** The dimensions in another order; {@code null} turns them round. */
    Geometry transposed(int[] axes) {
        int dimensions = shape.length;
        if (axes != null && axes.length != dimensions) {
            throw Why.AXES.because(axes.length + " axes for " + dimensions + " dimensions");
        }
        long[] newShape = new long[dimensions];
        long[] newStrides = new long[dimensions];
        long seen = 0;
        for (int i = 0; i < dimensions; i++) {
            int axis = axes == null ? dimensions - 1 - i : axes[i];
            if (axis < 0 || axis >= dimensions || (seen & 1L << axis) != 0) {
                throw Why.AXES.because(Arrays.toString(axes) + " is no permutation of " + dimensions + " dimensions");
            }
            seen |= 1L << axis;
            newShape[i] = shape[axis];
            newStrides[i] = strides[axis];
        }
        return new Geometry(offset, itemSize, newShape, newStrides);
    }

    /** Whether each index has a partner; behind an extent of 0 nothing has to match. */
    boolean sameShape(Geometry other) {
        if (shape.length != other.shape.length) {
            return false;
        }
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] != other.shape[i]) {
                return false;
            }
            if (shape[i] == 0) {
                break;
            }
        }
        return true;
    }

    /** How many bytes lie before the first item and still belong to the view: those that negative strides lead to. */
    long below() {
        long bytes = 0;
        for (int i = 0; count > 0 && i < shape.length; i++) {
            bytes -= Math.min(0, (shape[i] - 1) * strides[i]);
        }
        return bytes;
    }

    /** How many bytes from the first item's begin to the end of the one that lies highest. */
    long above() {
        long bytes = count == 0 ? 0 : itemSize;
        for (int i = 0; count > 0 && i < shape.length; i++) {
            bytes += Math.max(0, (shape[i] - 1) * strides[i]);
        }
        return bytes;
    }

    @Override
    public String toString() {
        return Arrays.toString(shape) + " by " + Arrays.toString(strides);
    }

    /** What has been cut so far, dimension by dimension. */
    private final class Cut {
        private final long[] newShape = new long[shape.length];
        private final long[] newStrides = new long[shape.length];
        private long begin = offset;
        private int from;
        private int kept;

        void keep(int dimensions) {
            for (int i = 0; i < dimensions; i++) {
                put(shape[from], strides[from]);
            }
        }

        void slice(Slice slice) {
            Slice.Range range = slice.on(shape[from]);
            begin += strides[from] * range.first();
            put(range.length(), strides[from] * range.step());
        }

        void index(long index) {
            begin += distance(from, index);
            from++;
        }

        private void put(long extent, long stride) {
            newShape[kept] = extent;
            newStrides[kept++] = stride;
            from++;
        }

        Geometry result() {
            return new Geometry(begin, itemSize, Arrays.copyOf(newShape, kept), Arrays.copyOf(newStrides, kept));
        }
    }
}
