// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The ratios of a sheet for people: one aligned table, then the aims. */
final class Table {
    private static final String ABSENT = "-";

    private final Sheet sheet;
    private final Map<String, Samples> figures;

    Table(Sheet sheet, Map<String, Samples> figures) {
        this.sheet = sheet;
        this.figures = figures;
    }

    /** All lines. */
    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(head());
        sheet.rows().forEach(row -> rows.add(row(row)));
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(aligned(rows, row)));
        lines.add("");
        lines.add("aims");
        sheet.aims().stream().filter(a -> a.isMeasured(sheet, figures))
                .forEach(a -> lines.add(a.verdict(sheet, figures)));
        lines.add(Aim.allocationVerdict(sheet, figures));
        return lines;
    }

    private List<String> head() {
        List<String> head = new ArrayList<>(List.of("ns an operation", "ours"));
        head.addAll(sheet.columns());
        sheet.against().forEach(column -> head.add("ours/" + column));
        head.addAll(List.of("B/op", "spread"));
        return head;
    }

    private List<String> row(Row row) {
        Samples ours = figures.get(row.ours());
        List<String> cells = new ArrayList<>(List.of(row.name(), nanos(ours)));
        sheet.columns().forEach(column -> cells.add(nanos(figures.get(row.others().get(column)))));
        sheet.against().forEach(column -> cells.add(ratio(ours, figures.get(row.others().get(column)))));
        cells.add(String.format(Locale.ROOT, "%.1f", ours.bytes()));
        cells.add(ours.forks().size() < 2 ? ABSENT : String.format(Locale.ROOT, "%.0f %%", 100 * ours.spread()));
        return cells;
    }

    private static String nanos(Samples samples) {
        if (samples == null) {
            return ABSENT;
        }
        double nanos = samples.nanos();
        return String.format(Locale.ROOT, nanos < 100 ? "%.2f" : "%.0f", nanos);
    }

    private static String ratio(Samples ours, Samples other) {
        return other == null ? ABSENT
                : String.format(Locale.ROOT, ours.nanos() / other.nanos() < 0.1 ? "%.3f" : "%.2f",
                        ours.nanos() / other.nanos());
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
