// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** Python's brackets with all that they take and refuse, in CPython's order of checks. */
final class Subscript {
    private Subscript() {}

    static Object get(MemoryView view, Key key) {
        view.requireUnreleased();
        if (view.geometry.dimensions() == 0) {
            if (isEmpty(key)) {
                return view.get(new long[0]);
            }
            if (key == Key.ELLIPSIS) {
                return view;
            }
            throw noDimension();
        }
        return switch (key) {
            case Key.At at -> view.get(at.index());
            case Slice slice -> view.slice(slice);
            case Key.Tuple tuple when isIndices(tuple) -> view.get(indices(tuple));
            case Key.Tuple tuple when isSlices(tuple) ->
                throw Why.MULTISLICE.because("a tuple of slices; slice(...) takes them");
            case Key.Tuple tuple -> throw noKey(tuple);
            case Key.Ellipsis ellipsis -> throw noKey(ellipsis);
        };
    }

    static void set(MemoryView view, Key key, Object value) {
        view.requireWritable();
        if (view.geometry.dimensions() == 0) {
            if (!isEmpty(key) && key != Key.ELLIPSIS) {
                throw noDimension();
            }
            view.set(new long[0], value);
            return;
        }
        switch (key) {
            case Key.At at -> view.set(at.index(), value);
            case Slice slice when view.geometry.dimensions() == 1 -> view.set(slice, source(value));
            case Key.Tuple tuple when isIndices(tuple) -> view.set(indices(tuple), value);
            case Key.Tuple tuple when !isSlices(tuple) -> throw noKey(tuple);
            case Key.Ellipsis ellipsis -> throw noKey(ellipsis);
            case Slice slice -> throw severalDimensions();
            case Key.Tuple tuple -> throw severalDimensions();
        }
    }

    private static MemoryView source(Object value) {
        if (value instanceof MemoryView source) {
            return source;
        }
        throw Why.NOT_BUFFER.because("only a view can be assigned to a slice");
    }

    static ViewException noDimension() {
        return Why.ZERO_DIM.because("a view without dimensions has one item, and no key but () and the ellipsis");
    }

    static ViewException severalDimensions() {
        return Why.ND_ASSIGN.because("Python assigns to slices of one dimension only; assign(...) does to any");
    }

    private static ViewException noKey(Key key) {
        return Why.KEY.because(key + " is no key of this view");
    }

    private static boolean isEmpty(Key key) {
        return key instanceof Key.Tuple tuple && tuple.keys().isEmpty();
    }

    private static boolean isIndices(Key.Tuple tuple) {
        return tuple.keys().stream().allMatch(Key.At.class::isInstance);
    }

    private static boolean isSlices(Key.Tuple tuple) {
        return tuple.keys().stream().allMatch(Slice.class::isInstance);
    }

    private static long[] indices(Key.Tuple tuple) {
        return tuple.keys().stream().mapToLong(k -> ((Key.At) k).index()).toArray();
    }
}
