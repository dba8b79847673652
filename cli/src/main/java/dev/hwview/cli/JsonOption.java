// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import picocli.CommandLine.Option;

/** {@code --json}, which stands last among the options. */
final class JsonOption {
    @Option(names = "--json", description = "Print JSON.", order = 1)
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
