// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/**
 * What became of one test of a contract on one way, of all its parameters together.
 *
 * @param passed  how many of them passed
 * @param failed  how many failed
 * @param skipped how many were skipped
 * @param reasons why, each one once
 */
record Cell(int passed, int failed, int skipped, List<String> reasons) {
    static final Cell NOT_RUN = new Cell(0, 0, 0, List.of());

    /** Counts them. */
    static Cell of(List<TestCase> tests) {
        int[] counts = new int[Outcome.values().length];
        SequencedSet<String> reasons = new LinkedHashSet<>();
        for (TestCase test : tests) {
            counts[test.outcome().ordinal()]++;
            if (test.outcome() != Outcome.PASSED) {
                reasons.add(test.reason());
            }
        }
        return new Cell(counts[Outcome.PASSED.ordinal()], counts[Outcome.FAILED.ordinal()],
                counts[Outcome.SKIPPED.ordinal()], List.copyOf(reasons));
    }

    boolean isNotRun() {
        return passed + failed + skipped == 0;
    }

    /** The worst that happened; of one that was not run there is none. */
    Outcome outcome() {
        return failed > 0 ? Outcome.FAILED : passed > 0 ? Outcome.PASSED : Outcome.SKIPPED;
    }

    /** As it is read: a number where there is more than one. */
    @Override
    public String toString() {
        if (isNotRun()) {
            return "not run";
        }
        List<String> parts = new ArrayList<>();
        boolean one = passed + failed + skipped == 1;
        add(parts, Outcome.FAILED.toString().toUpperCase(Locale.ROOT), failed, one);
        add(parts, Outcome.PASSED.toString(), passed, one);
        add(parts, Outcome.SKIPPED.toString(), skipped, one);
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String what, int count, boolean one) {
        if (count > 0) {
            parts.add(one ? what : what + " " + count);
        }
    }
}
