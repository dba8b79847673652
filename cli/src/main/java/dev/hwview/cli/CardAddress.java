// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import picocli.CommandLine.Parameters;

/** {@code DEV}, behind the operands that are declared before it. */
final class CardAddress {
    @Parameters(index = "0+", paramLabel = "DEV", description = "The card, such as sim:e1000e.")
    private String text;

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
