// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import picocli.CommandLine.Parameters;

/** {@code DEV}, behind the operands that are declared before it. */
public final class CardAddress {
    @Parameters(index = "0+", paramLabel = "DEV", description = "The card, such as sim:e1000e.")
    private String text;

    /** Such as {@code sim:e1000e}. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
