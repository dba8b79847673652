// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import java.util.List;

/**
 * One public access method, called in one pattern.
 *
 * @param method as {@link Coverage} writes it, such as {@code Register32.read(RegisterSpace)}
 * @param variant of the method, or empty
 * @param pattern of the caller
 * @param bare on a space that has neither a guard nor anybody to ask about all-ones: the least that surrounds an access
 * @param action the caller
 * @param expectation what has to cross the bus
 * @param answers what a round has to return
 * @param presets what registers hold before the first round
 */
record Case(String method, String variant, String pattern, boolean bare, Action action, Expectation expectation,
        Action answers, List<Preset> presets) {
    /** What a register holds to begin with. */
    record Preset(long offset, int width, long value) {
        static Preset held(Wire wire) {
            return new Preset(wire.offset(), wire.width(), wire.held());
        }
    }

    /** All patterns of one method make a line of the report. */
    String group() {
        return variant.isEmpty() ? method : method + " " + variant;
    }
}
