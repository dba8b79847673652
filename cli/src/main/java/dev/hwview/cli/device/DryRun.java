// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.device;

import picocli.CommandLine.Option;

/** {@code --dry-run}. */
final class DryRun {
    @Option(names = {"-n", "--dry-run"}, description = "Only print what would be done.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
