// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import dev.hwview.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code hwview} command, and what it said.
 *
 * @param status its exit status
 * @param out the lines of its output
 * @param err the lines of its errors
 */
record Command(int status, List<String> out, List<String> err) {
    /** Runs it in this process. */
    static Command run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Command(status, out.toString().lines().toList(), err.toString().lines().toList());
    }

    /** Runs it in a process of its own; {@code before} are words in front of it. It says less than a pipe holds. */
    static Command start(List<String> before, String... arguments) throws IOException, InterruptedException {
        Process process = Jvm.start(before, Main.class, arguments);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("hwview " + String.join(" ", arguments) + " does not end");
        }
        return new Command(process.exitValue(), process.inputReader().lines().toList(),
                process.errorReader().lines().toList());
    }
}
