// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** The same bytes as items of another format or in another shape. The checks are CPython's, in its order. */
final class Cast {
    private Cast() {}

    static Geometry toList(Geometry from, Format before, String format) {
        requireContiguous(from);
        if (from.dimensions() != 1) {
            requireNoZero(from);
        }
        return flat(from, before, Format.python(format));
    }

    static Geometry toShape(Geometry from, Format before, String format, long[] shape) {
        requireContiguous(from);
        requireNoZero(from);
        if (shape.length > Geometry.MAX_DIMENSIONS) {
            throw Why.NDIM_MAX.because(shape.length + " dimensions; there may be " + Geometry.MAX_DIMENSIONS);
        }
        if (from.dimensions() != 1 && shape.length != 1) {
            throw Why.CAST_ND_ND.because("a cast from " + from.dimensions() + " to " + shape.length
                    + " dimensions has to go by way of one");
        }
        Format after = Format.python(format);
        flat(from, before, after);
        requireProduct(from, bytes(shape, after.itemSize(), 1));
        return Geometry.packed(from.offset, after.itemSize(), shape);
    }

    private static void requireBytes(Format after) {
        if (after.itemSize() == 0) {
            throw Why.CAST_LENGTH.because("a record without bytes is no item");
        }
    }

    private static void requireProduct(Geometry from, long bytes) {
        if (bytes != from.bytes()) {
            throw Why.SHAPE_PRODUCT.because("the shape takes " + bytes + " bytes, and there are " + from.bytes());
        }
    }

    /** As any format at all, which Python's cast is too narrow for. */
    static Geometry as(Geometry from, Format after) {
        requireContiguous(from);
        return list(from, after);
    }

    /** As any format and shape at all. */
    static Geometry as(Geometry from, Format after, long[] shape) {
        requireContiguous(from);
        if (shape.length > Geometry.MAX_DIMENSIONS) {
            throw Why.NDIM_MAX.because(shape.length + " dimensions; there may be " + Geometry.MAX_DIMENSIONS);
        }
        requireBytes(after);
        requireProduct(from, bytes(shape, after.itemSize(), 0));
        return Geometry.packed(from.offset, after.itemSize(), shape);
    }

    private static Geometry flat(Geometry from, Format before, Format after) {
        if (!before.isByte() && !after.isByte()) {
            throw Why.CAST_NONBYTE.because("a cast from " + before + " to " + after + " has to go by way of B, b or c");
        }
        return list(from, after);
    }

    private static Geometry list(Geometry from, Format after) {
        requireBytes(after);
        if (from.bytes() % after.itemSize() != 0) {
            throw Why.CAST_LENGTH.because(from.bytes() + " bytes are no whole number of items of " + after.itemSize());
        }
        return Geometry.packed(from.offset, after.itemSize(), from.bytes() / after.itemSize());
    }

    private static long bytes(long[] shape, int itemSize, long least) {
        long bytes = itemSize;
        for (long extent : shape) {
            if (extent < least) {
                throw Why.SHAPE_NONPOSITIVE.because("an extent of " + extent);
            }
            if (bytes > 0 && extent > Long.MAX_VALUE / bytes) {
                throw Why.SHAPE_OVERFLOW.because("the shape takes more than 2^63-1 bytes");
            }
            bytes *= extent;
        }
        return bytes;
    }

    private static void requireContiguous(Geometry from) {
        if (!from.cContiguous) {
            throw Why.CAST_NONCONTIGUOUS.because("only C-contiguous views can be cast");
        }
    }

    private static void requireNoZero(Geometry from) {
        for (long extent : from.shape) {
            if (extent == 0) {
                throw Why.CAST_ZEROS.because("a view with an extent of 0 can't be cast from or to another shape");
            }
        }
    }
}
