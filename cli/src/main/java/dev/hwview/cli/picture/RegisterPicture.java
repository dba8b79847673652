// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.picture;

import dev.hwview.cli.picture.CellRows.Row;
import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Terminal;
import dev.hwview.cli.text.Terminal.Style;
import dev.hwview.register.Register;
import dev.hwview.register.RegisterDump;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Draws a register as a data sheet does: bit numbers, a box for each field with its name and value, policies below.
 *
 * <pre>
 * STATUS  0x20  32 bits  RO+RW                                0x00000080
 *  31                              8      7      6        1       0
 * ┌─────────────────────────────────┬───────────┬──────────┬───────────┐
 * │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░│ RAISE_IRQ │░░░░░░░░░░│ COMPUTING │
 * │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░│     1     │░░░░░░░░░░│     0     │
 * └─────────────────────────────────┴───────────┴──────────┴───────────┘
 *                                        RW                     RO
 * </pre>
 */
public final class RegisterPicture {
    private static final String GAP = "  ";

    private final Terminal terminal;
    private final Frame frame;

    /** As wide as the terminal, and with the characters that it shows. */
    public RegisterPicture(Terminal terminal) {
        this.terminal = terminal;
        this.frame = Frame.on(terminal);
    }

    /** The lines, without blanks at their ends. */
    public List<String> draw(RegisterDump.Entry entry) {
        List<Row> rows = CellRows.of(Cell.of(entry), terminal.columns());
        int width = 1;
        for (int inside : rows.getFirst().widths()) {
            width += inside + 1;
        }
        List<String> lines = new ArrayList<>(List.of(title(entry, width)));
        rows.forEach(row -> draw(row, entry.skipped() == null, lines));
        return lines;
    }

    private String title(RegisterDump.Entry entry, int width) {
        Register register = entry.register();
        String name = register.name();
        String facts = GAP + Numbers.offset(register.offset()) + GAP + register.width() + " bits" + GAP
                + RegisterTable.policies(register);
        String value = entry.skipped() == null
                ? Numbers.hex(entry.value(), register.width())
                : "not read: " + entry.skipped();
        String blanks = " ".repeat(Math.max(GAP.length(), width - name.length() - facts.length() - value.length()));
        Style style = entry.skipped() == null ? Style.VALUE : Style.FAINT;
        return terminal.paint(Style.NAME, name) + facts + blanks + terminal.paint(style, value);
    }

    private void draw(Row row, boolean read, List<String> lines) {
        lines.add(faint(" " + join(row, " ", Cell::numbers)));
        lines.add(faint(frame.edge(frame.top(), row.widths())));
        lines.add(framed(row, (cell, width) -> inside(cell, cell.name(), Style.NAME, width)));
        lines.add(framed(row, (cell, width) -> inside(cell, read ? cell.value() : "", Style.VALUE, width)));
        lines.add(faint(frame.edge(frame.bottom(), row.widths())));
        lines.add(faint(" " + join(row, " ", (cell, width) -> Cell.centred(cell.policy(), width))));
    }

    /** Text in the middle of a cell; bits of no field are shaded around it. */
    private String inside(Cell cell, String text, Style style, int width) {
        String shown = terminal.fit(text, width);
        if (cell.reserved() && shown.isEmpty()) {
            return faint(frame.shade().repeat(width));
        }
        String padded = Cell.centred(shown, width);
        return padded.replace(shown, terminal.paint(style, shown));
    }

    private String framed(Row row, BiFunction<Cell, Integer, String> content) {
        String bar = faint(frame.bar());
        return bar + join(row, bar, content) + bar;
    }

    private static String join(Row row, String between, BiFunction<Cell, Integer, String> content) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < row.widths().length; i++) {
            parts.add(content.apply(row.cells().get(i), row.widths()[i]));
        }
        return String.join(between, parts);
    }

    private String faint(String text) {
        return terminal.paint(Style.FAINT, text.stripTrailing());
    }
}
