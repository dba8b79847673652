// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The reasons below a table, each one once, told by its number. */
final class Footnotes {
    private final List<String> notes = new ArrayList<>();

    /** The marks of a cell's reasons, "[1] [3]", or nothing. */
    String marks(Cell cell) {
        return cell.reasons().stream().map(this::number).sorted().map(number -> "[" + number + "]")
                .collect(Collectors.joining(" "));
    }

    private int number(String reason) {
        if (!notes.contains(reason)) {
            notes.add(reason);
        }
        return notes.indexOf(reason) + 1;
    }

    /** All reasons that have a mark, in the order of their numbers. */
    List<String> all() {
        return List.copyOf(notes);
    }
}
