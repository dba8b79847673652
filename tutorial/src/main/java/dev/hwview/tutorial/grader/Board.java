// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import java.io.PrintStream;
import java.util.List;

/** What came of the tasks, for people: a line for each task, a bar for each rank, and three questions. */
final class Board {
    private static final int TITLE = 28;
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "31";
    private static final String BOLD = "1";

    private final PrintStream out;
    private final boolean colored;

    Board(PrintStream out, boolean colored) {
        this.out = out;
        this.colored = colored;
    }

    /** The bar of a rank, before its tasks are shown. */
    void rank(int rank, List<Verdict> verdicts) {
        long done = verdicts.stream().filter(v -> v.kind() == Verdict.Kind.DONE).count();
        String bar = "\u2588".repeat((int) done) + "\u2591".repeat((int) (verdicts.size() - done));
        out.printf("%s  %-12s  %s  %d/%d%n", paint(BOLD, "rank " + rank), Course.RANKS.get(rank), bar, done,
                verdicts.size());
        verdicts.forEach(this::task);
        out.println();
    }

    private void task(Verdict verdict) {
        String line = String.format("  %s  %-" + TITLE + "s  ", verdict.task().id(), verdict.task().title());
        out.println(line + switch (verdict.kind()) {
            case DONE -> paint(GREEN, "done  ") + String.format("%,10d bytes allocated", verdict.allocated());
            case COPIED -> paint(YELLOW, "copied") + "  " + verdict.detail();
            case WRONG -> paint(RED, "wrong ") + "  " + verdict.detail();
            case LATE -> paint(RED, "late  ") + "  " + verdict.detail();
            case OPEN -> "open";
        });
    }

    /** The three questions at the end, answered by what was seen. */
    void questions(List<Verdict> verdicts) {
        List<Verdict> tried = verdicts.stream().filter(v -> v.kind() != Verdict.Kind.OPEN).toList();
        if (tried.isEmpty()) {
            Task first = verdicts.getFirst().task();
            out.println("Begin with tutorial/src/main/java/dev/hwview/tutorial/tasks/Rank" + first.rank()
                    + ".java; `make learn HINT=" + first.id() + "` helps.");
            return;
        }
        out.println("Did I avoid copies?                " + ids(tried, Verdict.Kind.COPIED, "copied",
                tried.stream().filter(v -> v.kind() == Verdict.Kind.DONE).count() + " tasks without any"));
        List<Verdict> low = tried.stream().filter(v -> v.task().rank() <= 3).toList();
        List<Verdict> high = tried.stream().filter(v -> v.task().rank() > 3).toList();
        out.println("Do I know how slices behave?       " + right(low, "ranks 1 to 3"));
        out.println("Do I use zero-copy where it pays?  " + right(high, "ranks 4 and 5"));
    }

    private static String ids(List<Verdict> verdicts, Verdict.Kind kind, String what, String otherwise) {
        List<String> ids = verdicts.stream().filter(v -> v.kind() == kind).map(v -> v.task().id()).toList();
        return ids.isEmpty() ? otherwise : String.join(", ", ids) + " " + what;
    }

    private static String right(List<Verdict> tried, String where) {
        if (tried.isEmpty()) {
            return "not tried yet: " + where;
        }
        long right = tried.stream().filter(v -> v.kind() == Verdict.Kind.DONE || v.kind() == Verdict.Kind.COPIED)
                .count();
        return right + " of " + tried.size() + " tried in " + where + " are right";
    }

    private String paint(String code, String text) {
        return colored ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
