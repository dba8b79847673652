// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How close frames follow each other. */
public final class Pace {
    @Option(names = "--gap", paramLabel = "TIME",
            description = "From one frame to the next; without it, as fast as it goes.")
    private Duration gap = Duration.ZERO;

    /** Zero: as fast as it goes. */
    public Duration gap() {
        return gap;
    }
}
