// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import java.util.List;

/**
 * All cases in this JVM, one line each on standard output, for {@link BusProof} to read: group, pattern, milliseconds,
 * and the problem if there is one, with tabs between.
 */
final class ProofRun {
    private static final int ROUNDS = 12_000;

    private ProofRun() {}

    public static void main(String[] arguments) {
        try (Bench bench = new Bench()) {
            CaseRunner runner = new CaseRunner(bench);
            run(runner, CaseTable.all());
            runner.meetAllOnes();
            run(runner, CaseTable.afterAllOnes());
        }
    }

    private static void run(CaseRunner runner, List<Case> cases) {
        for (Case what : cases) {
            long start = System.nanoTime();
            String problem = runner.run(what, ROUNDS);
            System.out.println(what.group() + "\t" + what.pattern() + "\t" + (System.nanoTime() - start) / 1_000_000
                    + "\t" + (problem == null ? "" : problem));
        }
    }
}
