// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

/** A solution did something else than what was expected. */
final class MismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 90;

    MismatchException(String what, Object expected, Object seen) {
        super(what + ": expected " + brief(expected) + ", got " + brief(seen));
    }

    private static String brief(Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
