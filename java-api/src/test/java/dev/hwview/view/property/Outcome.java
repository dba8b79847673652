// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.MemoryView;
import dev.hwview.view.ViewException;
import java.util.List;
import java.util.function.Supplier;

/** What came of an action: a view, a value, or the cause of an exception. */
record Outcome(Object made, String shown) {
    static Outcome of(Supplier<Object> action) {
        try {
            Object made = action.get();
            return new Outcome(made, shown(made));
        } catch (ViewException e) {
            return new Outcome(null, e.why().name());
        } catch (Refusal e) {
            return new Outcome(null, e.why().name());
        }
    }

    /** With its type, as a number of another type is another outcome. */
    private static String shown(Object value) {
        return switch (value) {
            case MemoryView view -> "a view";
            case ModelView view -> "a view";
            case List<?> list -> list.stream().map(Outcome::shown).toList().toString();
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }
}
