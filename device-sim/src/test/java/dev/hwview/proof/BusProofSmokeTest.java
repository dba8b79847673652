// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A little of the proof with each test run; all of it, in every mode of the JVM, is {@code make bus-proof}. */
class BusProofSmokeTest {
    private static final int ROUNDS = 1_000;

    @BeforeAll
    static void onlyWhereRegistersTrap() {
        Trapping.required();
    }

    @Test
    void everyAccessMethodHasACase() {
        assertEquals(List.of(), Coverage.gaps(CaseTable.all()));
    }

    @Test
    void anAccessMethodWithoutACaseIsNoticed() {
        List<Case> table = CaseTable.all().stream()
                .filter(c -> !c.method().equals("Field.set(RegisterSpace, long)")).toList();

        assertEquals(List.of("no case calls Field.set(RegisterSpace, long)"), Coverage.gaps(table));
    }

    @Test
    void oneCallerOfEachMethodIsExact() {
        Set<String> seen = new LinkedHashSet<>();
        try (Bench bench = new Bench()) {
            CaseRunner runner = new CaseRunner(bench);
            for (Case what : CaseTable.all()) {
                if (seen.add(what.group())) {
                    assertNull(runner.run(what, ROUNDS), () -> what.group() + ", " + what.pattern());
                }
            }
        }
    }

    @Test
    void anAccessTooManyIsNoticed() {
        Case honest = CaseTable.all().getFirst();
        Action twice = (space, i) -> honest.action().act(space, i) + honest.action().act(space, i);
        try (Bench bench = new Bench()) {
            CaseRunner runner = new CaseRunner(bench);
            Case liar = new Case(honest.method(), "", "twice", false, twice, honest.expectation(), honest.answers(),
                    honest.presets());

            assertNotNull(runner.run(liar, ROUNDS));
        }
    }

    @Test
    void eachEffectHasItsBait() {
        List<Effect> baited = NaiveRun.cases().stream().map(Effect::of).distinct().sorted().toList();

        assertEquals(Stream.of(Effect.values()).toList(), baited);
    }
}
