// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a ratio should be. Never an assertion: a busy machine is no bug.
 *
 * @param row whose
 * @param against the column of the other side
 * @param limit the largest ratio that meets it
 */
record Aim(String row, String against, double limit) {
    /**
     * Below what one object an operation would show, 16 bytes, and above what JMH itself allocates: C's rows show it
     * too.
     */
    private static final double NO_BYTES = 4;

    double ratio(Sheet sheet, Map<String, Samples> figures) {
        return ratio(sheet, figures, Samples::nanos);
    }

    boolean met(Sheet sheet, Map<String, Samples> figures) {
        return ratio(sheet, figures) <= limit;
    }

    /** Whether both sides were measured. */
    boolean isMeasured(Sheet sheet, Map<String, Samples> figures) {
        Row its = sheet.row(row);
        return figures.containsKey(its.ours()) && figures.containsKey(its.others().get(against));
    }

    /**
     * One line: the ratio, that of the fastest forks, whether the aim is met, and how far the forks are apart where
     * that is more than the verdict can stand. Where the two ratios disagree, the machine was busy.
     */
    String verdict(Sheet sheet, Map<String, Samples> figures) {
        double ratio = ratio(sheet, figures);
        Row its = sheet.row(row);
        double spread = Math.max(figures.get(its.ours()).spread(), figures.get(its.others().get(against)).spread());
        double margin = Math.abs(ratio / limit - 1);
        return String.format(Locale.ROOT, "%-16s <= %.2f x %-7s  %6.2f  (fastest forks %6.2f)  ", row, limit, against,
                ratio,
                        ratio(sheet, figures, Samples::fastest))
                + (met(sheet, figures) ? "met" : String.format(Locale.ROOT, "missed by %.0f %%", 100 * margin))
                + (margin < spread ? String.format(Locale.ROOT, ", but forks are %.0f %% apart", 100 * spread) : "");
    }

    private double ratio(Sheet sheet, Map<String, Samples> figures, ToDoubleFunction<Samples> figure) {
        Row its = sheet.row(row);
        return figure.applyAsDouble(figures.get(its.ours()))
                / figure.applyAsDouble(figures.get(its.others().get(against)));
    }

    /** Our benchmarks that allocate; none is the aim. */
    static List<String> allocating(Sheet sheet, Map<String, Samples> figures) {
        return sheet.rows().stream().map(Row::ours).filter(b -> figures.get(b).bytes() >= NO_BYTES).toList();
    }

    static String allocationVerdict(Sheet sheet, Map<String, Samples> figures) {
        List<String> allocating = allocating(sheet, figures);
        double most = sheet.rows().stream().mapToDouble(r -> figures.get(r.ours()).bytes()).max().orElseThrow();
        return String.format(Locale.ROOT, "%-34s  %6.2f  ", "every row: 0 B/op, at most", most)
                + (allocating.isEmpty() ? "met" : "missed by " + String.join(", ", allocating));
    }
}
