// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import java.util.Locale;

/** What a caller does with a register. */
interface CallerPattern {
    String name();

    /** For people. */
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
