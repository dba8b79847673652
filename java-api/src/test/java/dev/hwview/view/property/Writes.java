// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.Key;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Slice;
import dev.hwview.view.Why;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What changes memory. */
final class Writes {
    private Writes() {}

    static Arbitrary<Function<ModelView, Action>> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Combinators.combine(Arguments.values(), Arguments.seeds()).as(Writes::setItem)),
                Tuple.of(1, Combinators.combine(Arguments.keys(), Arguments.values()).as(Writes::setByKey)),
                Tuple.of(2, Combinators.combine(Arbitraries.of('b', 'h', 'i', 'q', 'f', 'd', '?'), Arguments.numbers(),
                        Arguments.seeds()).as(Writes::setTyped)),
                Tuple.of(1, Arguments.slices().map(s -> m -> new Action("set(" + s + ", $)",
                        (v, other) -> done(() -> v.set(s, other)), (x, other) -> done(() -> x.set(s, other))))),
                Tuple.of(1, Arguments.keys().list().ofMaxSize(2).map(keys -> m -> new Action("assign($, " + keys + ")",
                        (v, other) -> done(() -> v.assign(other, keys.toArray(Key[]::new))),
                        (x, other) -> done(() -> x.assign(other, keys.toArray(Key[]::new)))))),
                Tuple.of(1, Arbitraries.of(Operations.plain("assign(its transpose)",
                        v -> done(() -> v.assign(v.transpose())), m -> done(() -> m.assign(m.transpose()))))),
                Tuple.of(5, Arguments.seeds().map(Writes::assignWithin)));
    }

    private static Object done(Runnable action) {
        action.run();
        return "done";
    }

    private static Function<ModelView, Action> setItem(Object value, int seed) {
        return view -> {
            long[] indices = Arguments.indices(view, new Random(seed));
            boolean one = indices.length == 1;
            return Action.of("set(" + Arrays.toString(indices) + ", " + shown(value) + ")", v -> done(() -> {
                if (one) {
                    v.set(indices[0], value);
                } else {
                    v.set(indices, value);
                }
            }), m -> done(() -> m.set(indices, value)));
        };
    }

    private static String shown(Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes)
                : value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    private static Function<ModelView, Action> setByKey(Key key, Object value) {
        return Operations.plain("setItem(" + key + ", " + shown(value) + ")",
                v -> done(() -> v.setItem(key, value)), m -> done(() -> setItem(m, key, value)));
    }

    /** By Python's rules. */
    private static void setItem(ModelView view, Key key, Object value) {
        view.writable();
        boolean none = view.shape.length == 0;
        boolean all = key == Key.ELLIPSIS;
        switch (key) {
            case Key k when none && (all || k.equals(Key.tuple())) -> view.set(new long[0], value);
            case Key k when none -> throw new Refusal(Why.ZERO_DIM);
            case Key.At at -> view.set(new long[] {at.index()}, value);
            case Slice slice -> {
                Refusal.unless(view.shape.length == 1, Why.ND_ASSIGN);
                throw new Refusal(Why.NOT_BUFFER); // as no value is a view
            }
            case Key.Tuple tuple when tuple.keys().stream().allMatch(Key.At.class::isInstance) ->
                view.set(tuple.keys().stream().mapToLong(k -> ((Key.At) k).index()).toArray(), value);
            case Key.Tuple tuple when tuple.keys().stream().allMatch(Slice.class::isInstance) ->
                throw new Refusal(Why.ND_ASSIGN);
            default -> throw new Refusal(Why.KEY);
        }
    }

    private static Function<ModelView, Action> setTyped(char anyAccessor, long number, int seed) {
        return view -> {
            char accessor = Arguments.accessor(view, anyAccessor, seed);
            long index = Arguments.index(view.shape.length == 0 ? 1 : view.shape[0], new Random(seed));
            return Action.of("set " + accessor + "(" + index + ", " + number + ")",
                    v -> done(() -> setTyped(v, accessor, index, number)),
                    m -> done(() -> setTyped(m, accessor, index, number)));
        };
    }

    private static void setTyped(MemoryView view, char accessor, long index, long number) {
        switch (accessor) {
            case 'b' -> view.setByte(index, (byte) number);
            case 'h' -> view.setShort(index, (short) number);
            case 'i' -> view.setInt(index, (int) number);
            case 'q' -> view.setLong(index, number);
            case 'f' -> view.setFloat(index, number);
            case 'd' -> view.setDouble(index, number);
            default -> view.setBoolean(index, number != 0);
        }
    }

    private static void setTyped(ModelView view, char accessor, long index, long number) {
        view.writable();
        char wanted = view.format.accessor();
        Refusal.unless(wanted == accessor || wanted == 'e' && accessor == 'f', Why.ACCESSOR);
        int place = view.locate(index);
        ModelItem item = view.format.value();
        boolean whole = "bhiq".indexOf(accessor) >= 0;
        // A signed number of that size takes any bits.
        ModelItem bits = new ModelItem(whole ? accessor : item.letter(), item.size(), item.bigEndian());
        int unused = whole ? Long.SIZE - Byte.SIZE * item.size() : 0;
        long cut = number << unused >> unused;
        view.memory.write(place, bits.write(accessor == 'f' ? (float) cut : accessor == 'd' ? (double) cut
                : accessor == '?' ? (Object) (cut != 0) : (Object) cut));
    }

    /** From one part of a view to another of the same shape, which overlaps with it more often than not. */
    private static Function<ModelView, Action> assignWithin(int seed) {
        return view -> {
            Random random = new Random(seed);
            List<Slice[]> pairs = Arguments.pairs(view.shape, random);
            Key[] to = pairs.stream().map(pair -> pair[0]).toArray(Key[]::new);
            Key[] from = pairs.stream().map(pair -> pair[1]).toArray(Key[]::new);
            if (to.length == 1 && random.nextBoolean()) {
                Slice target = (Slice) to[0];
                return Action.of("set(" + target + ", its " + from[0] + ")",
                        v -> done(() -> v.set(target, v.slice((Slice) from[0]))),
                        m -> done(() -> m.set(target, m.slice((Slice) from[0]))));
            }
            return Action.of("assign(its " + Arrays.toString(from) + ", " + Arrays.toString(to) + ")",
                    v -> done(() -> v.assign(v.slice(from), to)), m -> done(() -> m.assign(m.slice(from), to)));
        };
    }
}
