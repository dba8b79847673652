// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table: rows of one kind, with the same columns.
 *
 * @param name what {@code -only} calls it
 * @param columns of the other sides
 * @param against those columns that ratios are shown of
 * @param rows in their order
 * @param aims the ratios aimed at
 */
record Sheet(String name, List<String> columns, List<String> against, List<Row> rows, List<Aim> aims) {
    /** All of them, in the order to run them in. */
    static final List<Sheet> ALL = List.of(RegisterRows.SHEET, ViewRows.SHEET, NicRows.SHEET);

    static Optional<Sheet> named(String name) {
        return ALL.stream().filter(s -> s.name.equals(name)).findFirst();
    }

    /** All benchmarks, each once. Those of a row run one after the other: they meet the same state of the machine. */
    Stream<String> benchmarks() {
        return rows.stream().flatMap(Row::benchmarks).distinct();
    }

    Row row(String itsName) {
        return rows.stream().filter(r -> r.name().equals(itsName)).findFirst().orElseThrow();
    }
}
