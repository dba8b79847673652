// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import picocli.CommandLine.Mixin;

/** A command whose last word is a {@link Report}. */
abstract class ReportingCommand extends Subcommand {
    @Mixin
    private JsonOption json;

    boolean json() {
        return json.wanted();
    }

    /** Prints it, and answers with the exit status. */
    int finish(Report report) {
        int status = report.print(terminal(), out(), json());
        out().flush();
        return status;
    }
}
