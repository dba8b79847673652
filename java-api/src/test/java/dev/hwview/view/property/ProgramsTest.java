// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.property.Action.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.EdgeCasesMode;

class ProgramsTest {
    private static final int MOST_STEPS = 25;

    @Property(edgeCases = EdgeCasesMode.NONE)
    void viewsDoWhatTheModelDoes(@ForAll("programs") Program program) {
        program.run();
    }

    @Provide
    Arbitrary<Program> programs() {
        Arbitrary<List<Step>> steps = Operations.steps().list().ofMinSize(1).ofMaxSize(MOST_STEPS);
        return Combinators.combine(Arbitraries.of(Storage.class), bytes(), stretch(), stretch(),
                Arbitraries.of(false, true), steps).as(Program::new);
    }

    /** Few different ones, so that items are equal, or special floats, more often than by chance. */
    private static Arbitrary<byte[]> bytes() {
        return Arbitraries.of(0, 1, 2, 0x3c, 0x3f, 0x7c, 0x7f, 0x80, 0xf0, 0xfe, 0xff).map(Integer::byteValue)
                .array(byte[].class).ofSize(Storage.SIZE);
    }

    private static Arbitrary<List<Integer>> stretch() {
        Arbitrary<Integer> lengths = Arbitraries.of(0, 1, 2, 3, 4, 8, 12, 16, 24, 32, 48, 60, 64, 72, Storage.SIZE);
        return lengths.flatMap(length -> Arbitraries.integers().between(0, Storage.SIZE - length)
                .map(begin -> List.of(begin, begin + length)));
    }
}
