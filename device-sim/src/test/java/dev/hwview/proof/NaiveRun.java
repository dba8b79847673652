// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The cases that are bait for an effect, with naive access, in this JVM. Each round is judged by its own trace. For
 * {@link NaiveProof} to read: effect, pattern, rounds that show the effect, rounds, and 1 if every round was as meant.
 */
final class NaiveRun {
    private static final Pattern METHODS = Pattern.compile("RegisterSpace[.](read32|write8|write32|copyTo)[(]");

    private NaiveRun() {}

    /** The cases: the space's own ordered methods will do, in the widths that most devices have. */
    static List<Case> cases() {
        CaseTable table = new CaseTable("", false);
        SpaceCases.addTo(table);
        BlockCases.addTo(table);
        return table.cases().stream().filter(c -> Effect.of(c) != null && METHODS.matcher(c.method()).lookingAt())
                .toList();
    }

    /** Arguments: the kind of access, and how many rounds of each case. */
    public static void main(String[] arguments) {
        try (Bench bench = new Bench()) {
            NaiveSpace space = NaiveSpace.Kind.valueOf(arguments[0]).over(bench.window());
            int rounds = Integer.parseInt(arguments[1]);
            for (Case what : cases()) {
                run(bench, space, what, rounds);
            }
        }
    }

    private static void run(Bench bench, NaiveSpace space, Case what, int rounds) {
        Effect effect = Effect.of(what);
        Caller caller = Caller.of(what.action());
        Tape tape = bench.tape();
        int seen = 0;
        int wrong = 0;
        bench.preset(what.presets()); // once: none of these cases changes what it reads
        for (int round = 0; round < rounds; round++) {
            tape.start();
            caller.call(space, 1);
            tape.stop();
            what.expectation().hold(tape, 0);
            wrong += tape.finish() == null ? 0 : 1;
            seen += effect.seen(tape) ? 1 : 0;
        }
        System.out.println(effect + "\t" + what.group() + ", " + what.pattern() + "\t" + seen + "\t" + rounds + "\t"
                + wrong);
    }
}
