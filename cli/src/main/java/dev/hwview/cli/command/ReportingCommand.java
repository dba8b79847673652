// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.command;

import dev.hwview.cli.text.Report;
import picocli.CommandLine.Mixin;

/** A command whose last word is a {@link Report}. */
public abstract class ReportingCommand extends Subcommand {
    @Mixin
    private JsonOption json;

    /** Whether it is printed for programs. */
    protected final boolean json() {
        return json.wanted();
    }

    /** Prints it, and answers with the exit status. */
    protected int finish(Report report) {
        int status = report.print(terminal(), out(), json());
        out().flush();
        return status;
    }
}
