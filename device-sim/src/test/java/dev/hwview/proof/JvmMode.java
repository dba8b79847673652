// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import java.util.ArrayList;
import java.util.List;

/** How HotSpot executes code. */
enum JvmMode {
    INTERPRETER("Xint", "-Xint"),
    /**
     * As hard as it can be made: compiled early, so that nearly all rounds run compiled, the caller waits for it, and
     * what has code already is still inlined, so that C2 sees caller and access together.
     */
    C2("C2", "-XX:-TieredCompilation", "-Xbatch", "-XX:CompileThresholdScaling=0.05",
            "-XX:InlineSmallCode=1000000", "-XX:MaxInlineLevel=40"),
    C1("C1", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.2"),
    TIERED("default");

    private final String label;
    private final List<String> flags;

    JvmMode(String label, String... flags) {
        this.label = label;
        this.flags = List.of(flags);
    }

    /** For people. */
    String label() {
        return label;
    }

    /** For {@code java}. */
    List<String> flags() {
        List<String> all = new ArrayList<>(List.of("-Xms32m", "-Xmx64m", "-XX:+UseSerialGC"));
        all.addAll(flags);
        return all;
    }
}
