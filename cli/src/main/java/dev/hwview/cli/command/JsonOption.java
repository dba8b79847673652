// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.command;

import picocli.CommandLine.Option;

/** {@code --json}, which stands last among the options. */
public final class JsonOption {
    @Option(names = "--json", description = "Print JSON.", order = 1)
    private boolean wanted;

    /** Whether it was given. */
    public boolean wanted() {
        return wanted;
    }
}
