// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.Key;
import dev.hwview.view.Slice;
import dev.hwview.view.Why;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Indices, written out one by one. */
final class Indices {
    private Indices() {}

    /** All tuples of indices, the last one running fastest. */
    static List<int[]> tuples(long[] shape) {
        List<int[]> tuples = List.of(new int[0]);
        for (long extent : shape) {
            tuples = tuples.stream().flatMap(tuple -> IntStream.range(0, (int) extent).mapToObj(i -> {
                int[] longer = Arrays.copyOf(tuple, tuple.length + 1);
                longer[tuple.length] = i;
                return longer;
            })).toList();
        }
        return tuples;
    }

    /** The other way round. */
    static int[] turned(int[] tuple) {
        return IntStream.range(0, tuple.length).map(i -> tuple[tuple.length - 1 - i]).toArray();
    }

    /** The indices that a slice takes, in its order. */
    static int[] taken(Slice slice, long extent) {
        long step = slice.step() == null ? 1 : slice.step();
        Refusal.unless(step != 0, Why.STEP_ZERO);
        int[] indices = IntStream.range(0, (int) extent).map(i -> step > 0 ? i : (int) extent - 1 - i)
                .filter(i -> slice.start() == null || !isBefore(i, slice.start(), extent, step))
                .filter(i -> slice.stop() == null || isBefore(i, slice.stop(), extent, step)).toArray();
        return IntStream.range(0, indices.length).filter(i -> i % step == 0).map(i -> indices[i]).toArray();
    }

    private static boolean isBefore(int index, long bound, long extent, long step) {
        long counted = bound < 0 ? bound + extent : bound;
        return step > 0 ? index < counted : index > counted;
    }

    /** Counted from the begin. */
    static int index(long index, long extent) {
        Refusal.unless(index >= -extent && index < extent, Why.INDEX);
        return (int) (index < 0 ? index + extent : index);
    }

    /** One key for each dimension. */
    static List<Key> forEach(int dimensions, Key... keys) {
        List<Key> all = new ArrayList<>(List.of(keys));
        Refusal.unless(all.stream().noneMatch(Key.Tuple.class::isInstance), Why.KEY);
        long ellipses = all.stream().filter(k -> k == Key.ELLIPSIS).count();
        Refusal.unless(ellipses <= 1, Why.KEY);
        Refusal.unless(all.size() - ellipses <= dimensions, Why.TOO_MANY_INDICES);
        if (ellipses == 0) {
            all.add(Key.ELLIPSIS);
        }
        int at = all.indexOf(Key.ELLIPSIS);
        all.remove(at);
        while (all.size() < dimensions) {
            all.add(at, Slice.all());
        }
        return all;
    }
}
