// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import dev.hwview.cli.text.Numbers;
import picocli.CommandLine.Option;

/** How often a capture is played. */
public final class Rounds {
    @Option(names = "--repeat", paramLabel = "N", converter = Numbers.Positive.class,
            description = "Play the capture N times.")
    private int count = 1;

    /** Once at least. */
    public int count() {
        return count;
    }
}
