// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under headings, in columns as wide as they need to be. The last column wraps at the terminal's edge. */
public final class Table {
    private static final String GAP = "  ";
    /** A last column that would be narrower than this runs over the edge instead. */
    private static final int NARROWEST = 20;

    private final Terminal terminal;
    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    /** A table with one column for each heading. */
    public Table(Terminal terminal, String... headings) {
        this.terminal = terminal;
        this.right = new boolean[headings.length];
        rows.add(headings);
    }

    /** Aligns a column of numbers to the right. */
    public Table right(int column) {
        right[column] = true;
        return this;
    }

    /** One cell for each column. */
    public void row(String... cells) {
        rows.add(cells);
    }

    /** The lines, without blanks at their ends. */
    public List<String> lines() {
        int last = right.length - 1;
        int[] widths = new int[last];
        int indent = 0;
        for (int column = 0; column < last; column++) {
            int here = column;
            widths[column] = rows.stream().mapToInt(r -> r[here].length()).max().orElse(0);
            indent += widths[column] + GAP.length();
        }
        int room = terminal.columns() - indent < NARROWEST ? Integer.MAX_VALUE : terminal.columns() - indent;
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < last; column++) {
                String blanks = " ".repeat(widths[column] - row[column].length());
                line.append(right[column] ? blanks + row[column] : row[column] + blanks).append(GAP);
            }
            List<String> wrapped = wrap(row[last], room);
            lines.add(line.append(wrapped.getFirst()).toString().stripTrailing());
            for (String more : wrapped.subList(1, wrapped.size())) {
                lines.add(" ".repeat(indent) + more);
            }
        }
        lines.set(0, terminal.paint(Terminal.Style.NAME, lines.getFirst()));
        return lines;
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
