// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A driver's contract on one way to its device: what the display name of a contract's test class says, "edu on sim:".
 *
 * @param contract whose contract
 * @param scheme   the way, as in a device's address, with the colon
 */
record Way(String contract, String scheme) {
    private static final Pattern FORM = Pattern.compile("(\\S+) on ([a-z][a-z0-9+.-]*:)");

    /** What a title says, if it's of this form. */
    static Optional<Way> parse(String title) {
        Matcher matcher = FORM.matcher(title);
        return matcher.matches() ? Optional.of(new Way(matcher.group(1), matcher.group(2))) : Optional.empty();
    }
}
