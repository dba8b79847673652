// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;

/** Whether two views of the same shape hold equal values, whatever their formats. */
final class Comparison {
    private final MemorySegment left;
    private final Format leftFormat;
    private final Geometry leftPlaces;
    private final MemorySegment right;
    private final Format rightFormat;
    private final Geometry rightPlaces;
    /** Equal bytes are equal values: neither two zeros, nor a NaN, nor several kinds of true. */
    private final boolean bytesTell;

    private Comparison(ViewCore left, ViewCore right) {
        this.left = left.segment;
        this.leftFormat = left.format;
        this.leftPlaces = left.geometry;
        this.right = right.segment;
        this.rightFormat = right.format;
        this.rightPlaces = right.geometry;
        this.bytesTell = leftFormat instanceof Scalar one && rightFormat instanceof Scalar two
                && one.itemSize() == two.itemSize() && one.bigEndian() == two.bigEndian() && one.kind() == two.kind()
                && one.kind() != ItemKind.FLOAT && one.kind() != ItemKind.BOOLEAN;
    }

    static boolean equal(ViewCore left, ViewCore right) {
        if (!left.geometry.sameShape(right.geometry)) {
            return false;
        }
        return left.geometry.count == 0
                || new Comparison(left, right).run(0, left.geometry.offset, right.geometry.offset);
    }

    private boolean run(int dimension, long at, long other) {
        int last = leftPlaces.shape.length - 1;
        if (dimension > last) {
            return item(at, other);
        }
        long extent = leftPlaces.shape[dimension];
        long step = leftPlaces.strides[dimension];
        long stride = rightPlaces.strides[dimension];
        int size = leftFormat.itemSize();
        if (bytesTell && dimension == last && step == size && stride == size) {
            return MemorySegment.mismatch(left, at, at + extent * size, right, other, other + extent * size) < 0;
        }
        for (long i = 0; i < extent; i++) {
            if (!run(dimension + 1, at + i * step, other + i * stride)) {
                return false;
            }
        }
        return true;
    }

    private boolean item(long at, long other) {
        if (leftFormat instanceof Scalar one && rightFormat instanceof Scalar two) {
            return ItemKind.equal(one.kind(), one.bits(left, at), two.kind(), two.bits(right, other));
        }
        return Item.equal(leftFormat.load(left, at), rightFormat.load(right, other));
    }
}
