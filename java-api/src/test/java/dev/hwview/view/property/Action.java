// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.MemoryView;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something that is done to a view, perhaps with another one, and the same as the model does it.
 *
 * @param text how it would be written, with {@code $} for the other view
 * @param view returns a value, or a view where the model returns one too
 * @param model values are equal if they print the same
 */
record Action(String text, BiFunction<MemoryView, MemoryView, Object> view,
        BiFunction<ModelView, ModelView, Object> model) {
    static Action of(String text, Function<MemoryView, Object> view, Function<ModelView, Object> model) {
        return new Action(text, (v, other) -> view.apply(v), (m, other) -> model.apply(m));
    }

    /**
     * What is done to one of the views that there are by then.
     *
     * @param view which, counted from the last one, modulo how many there are
     * @param other the other view, counted likewise
     * @param plan with arguments that suit the view, in part
     */
    record Step(int view, int other, Function<ModelView, Action> plan) {}
}
