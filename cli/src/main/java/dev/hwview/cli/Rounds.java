// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import picocli.CommandLine.Option;

/** How often a capture is played. */
final class Rounds {
    @Option(names = "--repeat", paramLabel = "N", converter = Numbers.Positive.class,
            description = "Play the capture N times.")
    private int count = 1;

    int count() {
        return count;
    }
}
