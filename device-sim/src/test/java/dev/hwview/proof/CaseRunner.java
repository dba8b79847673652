// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.RegisterSpace;
import java.util.stream.Stream;

/**
 * Runs one case, and holds every round against what was meant. At first rounds come one at a time, then in loops: there
 * the compiler sees many of them at once and could merge one with the next.
 */
final class CaseRunner {
    private static final int SINGLES = 500;
    private static final int LOOP = 250;

    private final Bench bench;
    private final RegisterSpace usual;
    private final RegisterSpace bare;

    CaseRunner(Bench bench) {
        this.bench = bench;
        this.usual = bench.usual();
        this.bare = bench.bare();
    }

    /**
     * Runs it.
     *
     * @param rounds at least so many
     * @return {@code null}, or what went wrong first
     */
    String run(Case what, int rounds) {
        RegisterSpace space = what.bare() ? bare : usual;
        Caller caller = Caller.of(what.action());
        long one = answers(what, 1);
        long many = answers(what, LOOP);
        for (int done = 0; done < rounds; ) {
            int count = done < SINGLES ? 1 : LOOP;
            String problem = check(what, caller, space, count, count == 1 ? one : many);
            if (problem != null) {
                return "after " + done + " rounds: " + problem;
            }
            done += count;
        }
        return null;
    }

    private String check(Case what, Caller caller, RegisterSpace space, int count, long answer) {
        Tape tape = bench.tape();
        bench.preset(what.presets());
        tape.start();
        long sum = caller.call(space, count);
        tape.stop();
        for (int i = 0; i < count; i++) {
            what.expectation().hold(tape, i);
        }
        String problem = tape.finish();
        return problem == null && sum != answer ? "the caller made " + sum + " of it, not " + answer : problem;
    }

    private static long answers(Case what, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += what.answers().act(null, i);
        }
        return what.action() instanceof Action.OfInt ? (int) sum : sum;
    }

    /** Lets both spaces meet all-ones so often that the compilers take it for usual. */
    void meetAllOnes() {
        bench.preset(Stream.of(Panel.B0, Panel.H0, Panel.W0, Panel.L0)
                .map(r -> new Case.Preset(r.offset(), r.width() / Byte.SIZE, -1)).toList());
        for (int i = 0; i < 10_000; i++) {
            RegisterSpace space = (i & 1) == 0 ? usual : bare;
            space.read8(Panel.B0.offset());
            space.read16(Panel.H0.offset());
            space.read32(Panel.W0.offset());
            space.read64(Panel.L0.offset());
        }
    }
}
