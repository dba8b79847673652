// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import picocli.CommandLine.Option;

/** Who sends. */
final class SourceAddress {
    @Option(names = "--source", paramLabel = "ADDRESS", defaultValue = "10.0.0.2",
            description = "The sender's, IPv4 (default ${DEFAULT-VALUE}).")
    private String text;

    int bits() {
        return Numbers.address(text);
    }
}
