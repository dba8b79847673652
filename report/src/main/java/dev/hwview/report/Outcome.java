// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.util.Locale;

/** What became of a test. */
enum Outcome {
    PASSED,
    FAILED,
    SKIPPED;

    /** As it is read. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
