// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.List;

/** What stands between Python's brackets: an index, a slice, the ellipsis, or several of them. */
public sealed interface Key permits Slice, Key.At, Key.Ellipsis, Key.Tuple {
    /** All the dimensions that the other keys leave over. */
    Key ELLIPSIS = Ellipsis.INSTANCE;

    /**
     * One place in a dimension.
     *
     * @param index from the end if negative
     * @return the key
     */
    static Key at(long index) {
        return new At(index);
    }

    /**
     * Several keys, one for a dimension each.
     *
     * @param keys none at all is Python's {@code v[()]}
     * @return the key
     */
    static Key tuple(Key... keys) {
        return new Tuple(List.of(keys));
    }

    /**
     * One place in a dimension.
     *
     * @param index from the end if negative
     */
    record At(long index) implements Key {}

    /** The type of {@link #ELLIPSIS}. */
    enum Ellipsis implements Key {
        /** The one that there is. */
        INSTANCE
    }

    /**
     * Several keys.
     *
     * @param keys one for a dimension each
     */
    record Tuple(List<Key> keys) implements Key {
        /** Keeps a copy. */
        public Tuple {
            keys = List.copyOf(keys);
        }
    }
}
