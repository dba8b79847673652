// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.command;

import dev.hwview.cli.text.Terminal;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all sub-commands share: --help, and where they print. The result of {@link #call} is the exit status. */
@Command(sortOptions = false)
public abstract class Subcommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    /** Where results go. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where errors and progress go. */
    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** This command, as picocli knows it. */
    protected final CommandLine commandLine() {
        return spec.commandLine();
    }

    /** What the output goes to. */
    protected final Terminal terminal() {
        return ((Root) spec.root().userObject()).terminal();
    }
}
