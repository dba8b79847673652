// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments, as they are read here. */
final class Time {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Time() {}

    static String text(Instant when) {
        return FORM.format(when.atZone(ZoneId.systemDefault()));
    }
}
