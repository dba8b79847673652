// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all sub-commands share: --help, and where they print. The result of {@link #call} is the exit status. */
@Command(sortOptions = false)
abstract class Subcommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    CommandLine commandLine() {
        return spec.commandLine();
    }

    Terminal terminal() {
        return ((Main) spec.root().userObject()).terminal();
    }
}
