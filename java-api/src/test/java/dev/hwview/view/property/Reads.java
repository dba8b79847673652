// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.Key;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Slice;
import dev.hwview.view.ViewException;
import dev.hwview.view.Why;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What takes items out of memory one by one. */
final class Reads {
    private Reads() {}

    static Arbitrary<Function<ModelView, Action>> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arguments.seeds().map(Reads::getItem)),
                Tuple.of(2, Arguments.keys().map(key -> Operations.plain("getItem(" + key + ")",
                        v -> v.getItem(key), m -> getItem(m, key)))),
                Tuple.of(2, Combinators.combine(Arbitraries.of('b', 'h', 'i', 'q', 'f', 'd', '?'), Arguments.seeds())
                        .as(Reads::getTyped)),
                Tuple.of(3, Combinators.combine(Arguments.values(), Arguments.seeds()).as(Reads::find)),
                Tuple.of(2, Arbitraries.integers().between(0, 9).map(Reads::iterate)),
                Tuple.of(1, Arbitraries.just(
                        Operations.plain("reversed()", v -> rest(v.reversed()), Reads::reversed))),
                Tuple.of(2, Arbitraries.of("ints", "longs", "doubles").map(Reads::numbers)));
    }

    private static Function<ModelView, Action> getItem(int seed) {
        return view -> {
            long[] indices = Arguments.indices(view, new Random(seed));
            return Action.of("get(" + Arrays.toString(indices) + ")",
                    v -> indices.length == 1 ? v.get(indices[0]) : v.get(indices), m -> m.get(indices));
        };
    }

    /** By Python's rules. */
    private static Object getItem(ModelView view, Key key) {
        view.live();
        boolean none = view.shape.length == 0;
        return switch (key) {
            case Key k when none && k.equals(Key.tuple()) -> view.get();
            case Key k when none && k == Key.ELLIPSIS -> view;
            case Key k when none -> throw new Refusal(Why.ZERO_DIM);
            case Key.At at -> view.get(at.index());
            case Slice slice -> view.slice(slice);
            case Key.Tuple tuple when tuple.keys().stream().allMatch(Key.At.class::isInstance) ->
                view.get(tuple.keys().stream().mapToLong(k -> ((Key.At) k).index()).toArray());
            case Key.Tuple tuple when tuple.keys().stream().allMatch(Slice.class::isInstance) ->
                throw new Refusal(Why.MULTISLICE);
            default -> throw new Refusal(Why.KEY);
        };
    }

    private static Function<ModelView, Action> getTyped(char anyAccessor, int seed) {
        return view -> {
            char accessor = Arguments.accessor(view, anyAccessor, seed);
            long index = Arguments.index(view.shape.length == 0 ? 1 : view.shape[0], new Random(seed));
            return Action.of("get " + accessor + "(" + index + ")",
                    v -> getTyped(v, accessor, index), m -> getTyped(m, accessor, index));
        };
    }

    private static Object getTyped(MemoryView view, char accessor, long index) {
        return switch (accessor) {
            case 'b' -> (long) view.getByte(index);
            case 'h' -> (long) view.getShort(index);
            case 'i' -> (long) view.getInt(index);
            case 'q' -> view.getLong(index);
            case 'f' -> (double) view.getFloat(index);
            case 'd' -> view.getDouble(index);
            default -> view.getBoolean(index);
        };
    }

    private static Object getTyped(ModelView view, char accessor, long index) {
        view.live();
        char wanted = view.format.accessor();
        Refusal.unless(wanted == accessor || wanted == 'e' && accessor == 'f', Why.ACCESSOR);
        return bits(view, accessor, view.locate(index));
    }

    /** A whole number with its sign, whatever the format says. */
    static Object bits(ModelView view, char accessor, int place) {
        ModelItem item = view.format.value();
        char letter = "bhiq".indexOf(accessor) >= 0 ? accessor : item.letter();
        return new ModelItem(letter, item.size(), item.bigEndian()).read(view.memory.read(place, item.size()));
    }

    /** What is there, as a rule, and else anything. */
    private static Function<ModelView, Action> find(Object value, int seed) {
        return view -> {
            List<Object> items = view.items();
            Object sought = items.isEmpty() || seed % 3 == 0 ? value : items.get(seed % items.size());
            return Action.of("contains, indexOf, count(" + sought + ")",
                    v -> List.of(v.contains(sought), v.indexOf(sought), v.count(sought)), m -> {
                        List<Object> all = sequence(m);
                        long[] found = LongStream.range(0, all.size())
                                .filter(i -> ModelItem.equal(all.get((int) i), sought)).toArray();
                        return List.of(found.length > 0, found.length > 0 ? found[0] : -1, (long) found.length);
                    });
        };
    }

    private static List<Object> sequence(ModelView view) {
        view.live();
        Refusal.unless(view.shape.length <= 1, Why.SUBVIEW);
        view.length();
        return view.items();
    }

    private static List<Object> reversed(ModelView view) {
        return view.length() == 0 ? List.of() : sequence(view).reversed();
    }

    /** Some items, then a release, then what comes of the rest. */
    private static Function<ModelView, Action> iterate(int some) {
        return Operations.plain("iterate(" + some + ", then release)", v -> {
            Iterator<Object> items = v.iterator();
            List<Object> taken = new ArrayList<>();
            while (taken.size() < some && items.hasNext()) {
                taken.add(items.next());
            }
            v.release();
            return List.of(taken, items.hasNext() ? refusal(items::next) : List.of());
        }, m -> {
            List<Object> all = sequence(m);
            m.release();
            return List.of(all.subList(0, Math.min(some, all.size())), all.size() > some ? Why.RELEASED : List.of());
        });
    }

    private static List<Object> rest(Iterator<?> items) {
        List<Object> rest = new ArrayList<>();
        items.forEachRemaining(rest::add);
        return rest;
    }

    private static Function<ModelView, Action> numbers(String which) {
        return Operations.plain(which + "(), " + which + " of a stream", v -> switch (which) {
            case "ints" -> List.of(rest(v.ints()), v.intStream().boxed().toList());
            case "longs" -> List.of(rest(v.longs()), v.longStream().boxed().toList());
            default -> List.of(rest(v.doubles()), v.doubleStream().boxed().toList());
        }, m -> {
            m.live();
            boolean real = m.format.isNumber() && "efd".indexOf(m.format.value().letter()) >= 0;
            boolean fits = m.format.isNumber() && (real ? which.equals("doubles")
                    : which.equals("longs") || which.equals("ints") && m.format.size() <= Integer.BYTES);
            Refusal.unless(fits, Why.ACCESSOR);
            List<?> numbers = m.items().stream().map(item -> real ? item : whole(item, which)).toList();
            return List.of(numbers, numbers);
        });
    }

    private static Object whole(Object item, String which) {
        long number = switch (item) {
            case Boolean b -> b ? 1 : 0;
            case Character c -> c;
            default -> ((Number) item).longValue();
        };
        return which.equals("ints") ? (Object) (int) number : (Object) number;
    }

    static Object refusal(Runnable action) {
        try {
            action.run();
            return "none";
        } catch (ViewException e) {
            return e.why();
        }
    }
}
