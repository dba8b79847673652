// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import dev.hwview.cli.text.Numbers;
import picocli.CommandLine.Option;

/** Who sends. */
public final class SourceAddress {
    @Option(names = "--source", paramLabel = "ADDRESS", defaultValue = "10.0.0.2",
            description = "The sender's, IPv4 (default ${DEFAULT-VALUE}).")
    private String text;

    /** The address, as headers hold it. */
    public int bits() {
        return Numbers.address(text);
    }
}
