// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The items of a view as objects, one after the other or in lists. */
final class Items implements Iterator<Object> {
    private final ViewCore view;
    private final Geometry geometry;
    private final long step;
    private long left;
    private long place;

    private Items(ViewCore view, boolean backwards) {
        this.view = view;
        this.geometry = view.geometry;
        long extent = geometry.shape[0];
        this.step = backwards ? -geometry.strides[0] : geometry.strides[0];
        this.left = extent;
        this.place = geometry.offset + (backwards ? (extent - 1) * geometry.strides[0] : 0);
    }

    static Items forwards(ViewCore view) {
        if (view.live().dimensions() > 1) {
            throw many();
        }
        view.length();
        return new Items(view, false);
    }

    /** Python takes the length first and each item when it is asked for, so where there is none all is well. */
    static Items backwards(ViewCore view) {
        if (view.length() > 0 && view.geometry.dimensions() > 1) {
            throw many();
        }
        return new Items(view, true);
    }

    private static ViewException many() {
        return Why.SUBVIEW.because("only views of one dimension have items to go through: take a slice, or cast");
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Object next() {
        if (left == 0) {
            throw new NoSuchElementException();
        }
        view.requireUnreleased();
        Object item = view.load(place);
        left--;
        place += step;
        return item;
    }

    /** Lists in lists, as many deep as there are dimensions from this one on. */
    static List<Object> list(ViewCore view, int dimension, long begin) {
        long extent = view.geometry.shape[dimension];
        if (extent > Integer.MAX_VALUE) {
            throw Why.TOO_LARGE.because(extent + " items are more than a list can hold");
        }
        List<Object> list = new ArrayList<>((int) extent);
        boolean last = dimension == view.geometry.shape.length - 1;
        for (long i = 0; i < extent; i++) {
            long at = begin + i * view.geometry.strides[dimension];
            list.add(last ? view.load(at) : list(view, dimension + 1, at));
        }
        return Collections.unmodifiableList(list);
    }

    /** The first item from an index on that equals a value, across types as Python has it; -1 if there is none. */
    static long find(ViewCore view, Object value, long from) {
        Items items = forwards(view);
        Item.Sought sought = Item.sought(value);
        Scalar scalar = view.format instanceof Scalar number ? number : null;
        if (scalar != null && sought == null) {
            return -1;
        }
        for (long i = from; i < items.left; i++) {
            long at = items.place + i * items.step;
            if (scalar == null ? Item.equal(view.format.load(view.segment, at), value)
                    : ItemKind.equal(scalar.kind(), scalar.bits(view.segment, at), sought.kind(), sought.bits())) {
                return i;
            }
        }
        return -1;
    }
}
