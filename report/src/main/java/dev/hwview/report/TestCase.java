// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One test, as a file of results has it.
 *
 * @param className its class, which may be one within the suite's
 * @param name      its method, with parameters and number where it has them
 * @param outcome   what became of it
 * @param seconds   how long that took
 * @param reason    why it failed or was skipped; else empty
 * @param details   the stack trace, where there is one; else empty
 */
record TestCase(String className, String name, Outcome outcome, double seconds, String reason, String details) {
    private static final Pattern HUMPS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /** Whether it stands for all tests of its class, none of which was begun. */
    boolean isForAll() {
        return name.isEmpty() || name.equals("initializationError");
    }

    /** The method's name alone, one for all its parameters. */
    String method() {
        int end = name.indexOf('(') >= 0 ? name.indexOf('(') : name.indexOf('[');
        return end < 0 ? name : name.substring(0, end);
    }

    /** A method's name as words: {@code itWorksByDMA} is "it works by DMA". */
    static String words(String method) {
        return HUMPS.splitAsStream(method)
                .map(word -> isAcronym(word) ? word : word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private static boolean isAcronym(String word) {
        return word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
    }
}
