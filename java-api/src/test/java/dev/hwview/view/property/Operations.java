// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.Format;
import dev.hwview.view.Key;
import dev.hwview.view.MemoryView;
import dev.hwview.view.property.Action.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** All that a program can do to a view, beside what the model does. */
final class Operations {
    private Operations() {}

    static Arbitrary<Step> steps() {
        Arbitrary<Integer> view = Arbitraries.integers().between(0, 15);
        return Combinators.combine(view, view, Arbitraries.frequencyOf(
                Tuple.of(10, views()), Tuple.of(4, Writes.any()),
                Tuple.of(4, Reads.any()), Tuple.of(4, Contents.any()))).as(Step::new);
    }

    /** A plan that takes no notice of the view. */
    static Function<ModelView, Action> plain(String text, Function<MemoryView, Object> view,
            Function<ModelView, Object> model) {
        return m -> Action.of(text, view, model);
    }

    private static Arbitrary<Function<ModelView, Action>> views() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arguments.slices().map(s -> plain("slice(" + s + ")", v -> v.slice(s), m -> m.slice(s)))),
                Tuple.of(4, Combinators.combine(Arguments.keys().list().ofMaxSize(4), Arguments.seeds())
                        .as(Operations::slice)),
                Tuple.of(3, Arguments.seeds().map(Operations::transpose)),
                Tuple.of(4, Arguments.formats().map(f -> plain("cast(" + f + ")", v -> v.cast(f), m -> m.cast(f)))),
                Tuple.of(4, Combinators.combine(Arguments.formats(), Arguments.seeds()).as(Operations::cast)),
                Tuple.of(2, Arguments.allFormats().map(f -> plain("as(" + f + ")", v -> v.as(f), m -> m.as(f)))),
                Tuple.of(4, Combinators.combine(Arguments.allFormats(), Arguments.seeds()).as(Operations::as)),
                Tuple.of(1, Arbitraries.of(
                        plain("view()", MemoryView::view, ModelView::view),
                        plain("toReadOnly()", MemoryView::toReadOnly, ModelView::toReadOnly),
                        plain("transpose()", MemoryView::transpose, ModelView::transpose),
                        plain("release()", v -> {
                            v.release();
                            return v.isReleased();
                        }, m -> {
                            m.release();
                            return m.released;
                        }))));
    }

    private static Function<ModelView, Action> slice(List<Key> keys, int seed) {
        return view -> {
            int most = view.shape.length + (seed % 8 == 0 ? 2 : 0);
            Key[] some = keys.subList(0, Math.min(keys.size(), most)).toArray(Key[]::new);
            return Action.of("slice(" + Arrays.toString(some) + ")", v -> v.slice(some), m -> m.slice(some));
        };
    }

    private static Function<ModelView, Action> transpose(int seed) {
        return view -> {
            int[] axes = Arguments.axes(view.shape.length, new Random(seed));
            return Action.of("transpose(" + Arrays.toString(axes) + ")",
                    v -> v.transpose(axes), m -> m.transpose(axes));
        };
    }

    private static Function<ModelView, Action> cast(String format, int seed) {
        return view -> {
            int size = ModelFormat.PYTHON.containsKey(format) ? ModelFormat.PYTHON.get(format).size() : 1;
            long[] shape = Arguments.shape((long) view.places.length * view.format.size() / size, new Random(seed));
            return Action.of("cast(" + format + ", " + Arrays.toString(shape) + ")",
                    v -> v.cast(format, shape), m -> m.cast(format, shape));
        };
    }

    private static Function<ModelView, Action> as(String format, int seed) {
        return view -> {
            int size = ModelFormat.of(format).size();
            long[] shape = Arguments.shape((long) view.places.length * view.format.size() / size, new Random(seed));
            return Action.of("as(" + format + ", " + Arrays.toString(shape) + ")",
                    v -> v.as(Format.of(format), shape), m -> m.as(format, shape));
        };
    }
}
