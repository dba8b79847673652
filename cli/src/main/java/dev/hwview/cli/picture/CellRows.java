// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays the cells of a register out: how many rows they take, and how wide each cell is. A cell gets what its text needs
 * and, beyond that, a width in proportion to its bits.
 */
final class CellRows {
    /** So wide is a picture that could be narrower: pictures of one width make a quiet page. */
    private static final int USUAL = 69;

    private CellRows() {}

    /**
     * One row of cells.
     *
     * @param cells from the highest bit down
     * @param widths of their insides
     */
    record Row(List<Cell> cells, int[] widths) {}

    /** Cells in rows that are no wider than {@code room}, frames included. */
    static List<Row> of(List<Cell> cells, int room) {
        int rows = split(cells, room).size();
        int limit = room;
        while (limit > 1 && split(cells, limit - 1).size() == rows) {
            limit--; // the narrowest that takes no more rows, so that the rows come out alike
        }
        List<List<Cell>> parts = split(cells, limit);
        int needed = parts.stream().mapToInt(CellRows::needs).max().orElse(0);
        int total = Math.min(room, Math.max(needed, USUAL));
        return parts.stream().map(p -> new Row(p, widths(p, total))).toList();
    }

    private static List<List<Cell>> split(List<Cell> cells, int room) {
        List<List<Cell>> rows = new ArrayList<>();
        List<Cell> row = new ArrayList<>();
        for (Cell cell : cells) {
            row.add(cell);
            if (row.size() > 1 && needs(row) > room) {
                row.removeLast();
                rows.add(row);
                row = new ArrayList<>(List.of(cell));
            }
        }
        rows.add(row);
        return rows;
    }

    /** The frame has a line before each cell and one behind the last. */
    private static int needs(List<Cell> row) {
        return row.stream().mapToInt(c -> c.needs() + 1).sum() + 1;
    }

    private static int[] widths(List<Cell> row, int total) {
        int[] widths = row.stream().mapToInt(c -> Math.min(c.needs(), total - 2)).toArray();
        for (int spare = total - needs(row); spare > 0; spare--) {
            int poorest = 0;
            for (int i = 1; i < widths.length; i++) {
                // Compares columns per bit without a division.
                if (widths[i] * row.get(poorest).bits() < widths[poorest] * row.get(i).bits()) {
                    poorest = i;
                }
            }
            widths[poorest]++;
        }
        return widths;
    }
}
