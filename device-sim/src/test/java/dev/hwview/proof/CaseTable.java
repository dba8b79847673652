// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.proof.Case.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All cases, and the shapes that most of them have. */
final class CaseTable {
    private static final Action NOTHING = (space, i) -> 0;

    private final List<Case> cases = new ArrayList<>();
    private final String variant;
    private final boolean bare;

    CaseTable(String variant, boolean bare) {
        this.variant = variant;
        this.bare = bare;
    }

    /** Every public access method in every pattern. */
    static List<Case> all() {
        CaseTable usual = new CaseTable("", false);
        SpaceCases.addTo(usual);
        BlockCases.addTo(usual);
        RegisterCases.addTo(usual);
        ModifyCases.addTo(usual);
        FieldCases.addTo(usual);
        RingCases.addTo(usual);
        return usual.cases;
    }

    /** What is asked again after all-ones were met, which turns a branch never taken into one that is compiled. */
    static List<Case> afterAllOnes() {
        CaseTable bare = new CaseTable("(bare)", true);
        SpaceCases.addTo(bare);
        CaseTable ones = new CaseTable("(all-ones)", true);
        SpaceCases.addReadsOfAllOnesTo(ones);
        return Stream.concat(bare.cases.stream(), ones.cases.stream()).toList();
    }

    List<Case> cases() {
        return cases;
    }

    /** A method whose use has no pattern. */
    void add(String method, String pattern, Action action, Expectation expectation, Action answers, Preset... presets) {
        cases.add(new Case(method, variant, pattern, bare, action, expectation, answers, List.of(presets)));
    }

    void add(String method, String pattern, Action action, Expectation expectation, Preset... presets) {
        add(method, pattern, action, expectation, NOTHING, presets);
    }

    /** A method that reads {@code held} from the wire and makes {@code answer} of it. */
    void readsInt(String method, Wire wire, long held, IntRead read, int answer) {
        for (IntRead.Pattern pattern : IntRead.Pattern.values()) {
            add(method, pattern.label(), pattern.on(read), repeated(wire, held, pattern.reads()),
                    pattern.on((IntRead) space -> answer), new Preset(wire.offset(), wire.width(), held));
        }
    }

    void readsLong(String method, Wire wire, long held, LongRead read, long answer) {
        for (LongRead.Pattern pattern : LongRead.Pattern.values()) {
            add(method, pattern.label(), pattern.on(read), repeated(wire, held, pattern.reads()),
                    pattern.on((LongRead) space -> answer), new Preset(wire.offset(), wire.width(), held));
        }
    }

    private static Expectation repeated(Wire wire, long held, int times) {
        return (tape, i) -> {
            for (int k = 0; k < times; k++) {
                wire.read(tape, held);
            }
        };
    }

    /** A method that writes. {@code ones} are the bits of the values that it is given. */
    void writes(String method, Wire wire, Write write, long ones) {
        for (Write.Pattern pattern : Write.Pattern.values()) {
            add(method, pattern.label(), pattern.on(write, ones), pattern.on(wire));
        }
    }

    /** A method that writes four registers which lie close together. */
    void adjacent(String method, List<Wire> wires, Write a, Write b, Write c, Write d) {
        long ones = wires.getFirst().ones();
        add(method, "neighbours", new Write.Adjacent(a, b, c, d, ones), (tape, i) -> {
            for (Wire wire : wires) {
                wire.write(tape, Write.value(i, ones));
            }
        });
    }

    /** A method that reads and one that writes, of the same register: the value goes back where it came from. */
    void back(String method, Wire wire, LongRead read, Write write) {
        add(method, "writes back", new Write.Back(read, write), (tape, i) -> {
            wire.read(tape, wire.held());
            wire.write(tape, wire.held());
        }, Preset.held(wire));
    }

    /** A write that a read of another register flushes. */
    void doorbell(String method, Wire wire, Write write, Wire flushed, LongRead flush) {
        add(method, "doorbell and flush", new Write.Doorbell(write, flush, wire.ones()), (tape, i) -> {
            wire.write(tape, Write.value(i, wire.ones()));
            flushed.read(tape, flushed.held());
        }, Preset.held(flushed));
    }
}
