// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

import dev.hwview.view.Export;
import dev.hwview.view.MemoryView;
import dev.hwview.view.ViewException;
import java.util.List;

/** What came of a step. */
sealed interface Outcome {
    /** A value; {@code null} for nothing. */
    record Returned(Object value) implements Outcome {}

    /** A view, a new one or one that was there already. */
    record Seen(MemoryView view) implements Outcome {}

    /** A hash. */
    record Hashed(int hash) implements Outcome {}

    /** Memory lent by a view. */
    record Lent(Export export, MemoryView view) implements Outcome {}

    /** An iteration that the release came into. */
    record Interrupted(List<Object> taken, Outcome then) implements Outcome {}

    /** An exception. */
    record Refused(ViewException exception) implements Outcome {}
}
