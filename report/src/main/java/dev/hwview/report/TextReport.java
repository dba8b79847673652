// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The report as lines for a terminal. */
final class TextReport {
    private static final int LINES_OF_A_MESSAGE = 6;

    private final Report report;
    private final boolean colour;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Report report, boolean colour) {
        this.report = report;
        this.colour = colour;
    }

    /** All of it. */
    static String all(Report report, boolean colour) {
        TextReport text = new TextReport(report, colour);
        text.totals();
        text.contracts();
        text.skips();
        text.failures();
        return text.text.toString();
    }

    /** How the modules did, and what failed. */
    static String totals(Report report, boolean colour) {
        TextReport text = new TextReport(report, colour);
        text.totals();
        text.failures();
        return text.text.toString();
    }

    /** The contracts, and what failed. */
    static String contracts(Report report, boolean colour) {
        TextReport text = new TextReport(report, colour);
        text.contracts();
        text.failures();
        return text.text.toString();
    }

    private void totals() {
        List<List<Word>> rows = new ArrayList<>();
        rows.add(Stream.of("module", "tests", "passed", "failed", "skipped", "seconds", "ended").map(TextReport::plain)
                .toList());
        report.modules().forEach(module -> rows.add(row(module)));
        rows.add(row(report.total()));
        table(rows);
    }

    private static List<Word> row(ModuleTotals module) {
        if (module.isNotRun()) {
            return List.of(plain(module.module()), new Word("not run", Colour.DIM));
        }
        return List.of(plain(module.module()), plain(module.tests()), plain(module.passed()),
                new Word(Long.toString(module.failed()), module.failed() > 0 ? Colour.RED : Colour.NONE),
                plain(module.skipped()), plain(String.format(Locale.ROOT, "%.1f", module.seconds())),
                plain(module.ended()));
    }

    private void contracts() {
        for (ContractTable table : report.contracts()) {
            Footnotes notes = new Footnotes();
            List<List<Word>> rows = new ArrayList<>();
            List<Word> head = new ArrayList<>(List.of(plain(table.contract())));
            table.schemes().forEach(scheme -> head.add(plain(scheme)));
            rows.add(head);
            table.rows().forEach((method, cells) -> {
                List<Word> row = new ArrayList<>(List.of(plain("  " + TestCase.words(method))));
                for (int i = 0; i < cells.size(); i++) {
                    Cell cell = cells.get(i);
                    String word = table.text(table.schemes().get(i), cell) + " " + notes.marks(cell);
                    row.add(new Word(word.strip(), colour(cell)));
                }
                rows.add(row);
            });
            text.append('\n');
            table(rows);
            table.absent().forEach((scheme, absence) -> line("  " + scheme + " " + absence.why()));
            for (int i = 0; i < notes.all().size(); i++) {
                line("  [" + (i + 1) + "] " + notes.all().get(i).lines().findFirst().orElse(""));
            }
        }
    }

    private void skips() {
        if (!report.skips().isEmpty()) {
            text.append("\nskipped\n");
        }
        report.skips().forEach((skip, tests) -> {
            line("  " + skip.module() + " " + skip.className() + ": " + skip.reason());
            line("      " + tests);
        });
    }

    private void failures() {
        List<Report.Told> failures = report.failures();
        if (!failures.isEmpty()) {
            text.append('\n');
            coloured(new Word("failed", Colour.RED));
            text.append('\n');
        }
        for (Report.Told failure : failures) {
            line("  " + failure.suite().module() + " " + failure.place() + ", " + Time.text(failure.suite().when()));
            failure.test().reason().lines().limit(LINES_OF_A_MESSAGE).forEach(line -> line("      " + line));
        }
        if (!report.problems().isEmpty()) {
            text.append('\n');
            coloured(new Word("results that can't be read", Colour.RED));
            text.append('\n');
        }
        report.problems().forEach(problem -> line("  " + problem));
    }

    // ---- tables

    private enum Colour {
        NONE(""), RED("31"), GREEN("32"), YELLOW("33"), DIM("2");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    private record Word(String text, Colour colour) {
        Word {
            text = harmless(text);
        }
    }

    private static Word plain(Object text) {
        return new Word(text.toString(), Colour.NONE);
    }

    private static Colour colour(Cell cell) {
        return cell.isNotRun() ? Colour.DIM : switch (cell.outcome()) {
            case PASSED -> Colour.GREEN;
            case FAILED -> Colour.RED;
            case SKIPPED -> Colour.YELLOW;
        };
    }

    private void table(List<List<Word>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<Word> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).text().length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (List<Word> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                coloured(row.get(i));
                if (i < row.size() - 1) {
                    text.append(" ".repeat(widths.get(i) - row.get(i).text().length() + 2));
                }
            }
            text.append('\n');
        }
    }

    private void coloured(Word word) {
        if (colour && word.colour() != Colour.NONE) {
            text.append("\033[").append(word.colour().code).append('m').append(word.text()).append("\033[0m");
        } else {
            text.append(word.text());
        }
    }

    private void line(String line) {
        text.append(harmless(line)).append('\n');
    }

    /** What a test says is not to steer the terminal. */
    private static String harmless(String text) {
        return text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
