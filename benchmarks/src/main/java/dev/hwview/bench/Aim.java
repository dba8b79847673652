// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a ratio should be. Never an assertion: a busy machine is no bug.
 *
 * @param operation whose
 * @param against the name of the other side
 * @param other the other side
 * @param limit the largest ratio that meets it
 */
record Aim(String operation, String against, Function<Operation, String> other, double limit) {
    /** The ratios aimed at. */
    static final List<Aim> ALL = List.of(
            new Aim("modify", "C", Operation::c, 1.25),
            new Aim("trapped modify", "C", Operation::c, 1.25),
            new Aim("seam, read", "direct", Operation::direct, 1.02),
            new Aim("seam, write", "direct", Operation::direct, 1.02),
            new Aim("seam, modify", "direct", Operation::direct, 1.02),
            new Aim("trapped read", "C", Operation::c, 1.10),
            new Aim("trapped write", "C", Operation::c, 1.10));

    /** Below what one object an operation would show, 16 bytes, and above what JMH itself allocates: C's rows show it too. */
    private static final double NO_BYTES = 4;

    double ratio(Map<String, Samples> figures) {
        return ratio(figures, Samples::nanos);
    }

    boolean met(Map<String, Samples> figures) {
        return ratio(figures) <= limit;
    }

    /**
     * One line: the ratio, that of the fastest forks, whether the aim is met, and how far the forks are apart where
     * that is more than the verdict can stand. Where the two ratios disagree, the machine was busy.
     */
    String verdict(Map<String, Samples> figures) {
        double ratio = ratio(figures);
        Operation row = Operation.named(operation);
        double spread = Math.max(figures.get(row.ours()).spread(), figures.get(other.apply(row)).spread());
        double margin = Math.abs(ratio / limit - 1);
        return String.format(Locale.ROOT, "%-14s <= %.2f x %-6s  %6.2f  (fastest forks %6.2f)  ", operation, limit,
                        against, ratio, ratio(figures, Samples::fastest))
                + (met(figures) ? "met" : String.format(Locale.ROOT, "missed by %.0f %%", 100 * margin))
                + (margin < spread ? String.format(Locale.ROOT, ", but forks are %.0f %% apart", 100 * spread) : "");
    }

    private double ratio(Map<String, Samples> figures, ToDoubleFunction<Samples> figure) {
        Operation row = Operation.named(operation);
        return figure.applyAsDouble(figures.get(row.ours())) / figure.applyAsDouble(figures.get(other.apply(row)));
    }

    /** Our benchmarks that allocate; none is the aim. */
    static List<String> allocating(Map<String, Samples> figures) {
        return ours().filter(b -> figures.get(b).bytes() >= NO_BYTES).toList();
    }

    static String allocationVerdict(Map<String, Samples> figures) {
        List<String> allocating = allocating(figures);
        double most = ours().mapToDouble(b -> figures.get(b).bytes()).max().orElseThrow();
        return String.format(Locale.ROOT, "%-31s  %6.2f  ", "every row: 0 B/op, at most", most)
                + (allocating.isEmpty() ? "met" : "missed by " + String.join(", ", allocating));
    }

    private static Stream<String> ours() {
        return Operation.ALL.stream().map(Operation::ours);
    }
}
