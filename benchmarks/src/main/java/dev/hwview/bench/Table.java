// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The ratios for people: one aligned table, then the aims. */
final class Table {
    private static final String ABSENT = "-";
    private static final List<String> HEAD = List.of("ns an operation", "ours", "raw", "const", "direct", "C",
            "ours/raw", "ours/direct", "ours/C", "B/op", "spread");

    private final Map<String, Samples> figures;

    Table(Map<String, Samples> figures) {
        this.figures = figures;
    }

    /** All lines. */
    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        Operation.ALL.forEach(operation -> rows.add(row(operation)));
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(aligned(rows, row)));
        lines.add("");
        lines.add("aims");
        Aim.ALL.forEach(aim -> lines.add(aim.verdict(figures)));
        lines.add(Aim.allocationVerdict(figures));
        return lines;
    }

    private List<String> row(Operation operation) {
        Samples ours = figures.get(operation.ours());
        return List.of(operation.name(), nanos(operation.ours()), nanos(operation.raw()), nanos(operation.constant()),
                nanos(operation.direct()), nanos(operation.c()), ratio(ours, operation.raw()),
                ratio(ours, operation.direct()), ratio(ours, operation.c()),
                String.format(Locale.ROOT, "%.1f", ours.bytes()),
                ours.forks().size() < 2 ? ABSENT : String.format(Locale.ROOT, "%.0f %%", 100 * ours.spread()));
    }

    private String nanos(String benchmark) {
        if (benchmark == null) {
            return ABSENT;
        }
        double nanos = figures.get(benchmark).nanos();
        return String.format(Locale.ROOT, nanos < 100 ? "%.2f" : "%.0f", nanos);
    }

    private String ratio(Samples ours, String other) {
        return other == null ? ABSENT : String.format(Locale.ROOT, "%.2f", ours.nanos() / figures.get(other).nanos());
    }

    private static String aligned(List<List<String>> rows, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
            line.append(String.format(column == 0 ? "%-" + width + "s" : "  %" + width + "s", row.get(column)));
        }
        return line.toString();
    }
}
