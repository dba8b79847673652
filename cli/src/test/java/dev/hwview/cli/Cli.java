// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.text.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs the command inside the test. */
public record Cli(int status, String out, String err) {
    public static Cli run(String... args) {
        return run(Terminal.PLAIN, args);
    }

    public static Cli run(Terminal terminal, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(terminal, new PrintWriter(out), new PrintWriter(err), args);
        return new Cli(status, out.toString(), err.toString());
    }

    /** It went well, and said nothing on stderr but, on a machine that is slow at the moment, how far it is. */
    public Cli ok() {
        assertEquals(List.of(), err.lines().filter(line -> !line.matches(" *\\d+%  .* of .*/s")).toList());
        assertEquals(0, status, out);
        return this;
    }

    /** It failed with one line that has all of these in it. */
    public Cli fails(int expected, String... words) {
        assertEquals(expected, status, out + err);
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.startsWith("hwview: "), err);
        for (String word : words) {
            assertTrue(err.contains(word), () -> "\"" + word + "\" is not in " + err);
        }
        return this;
    }

    public List<String> lines() {
        return out.lines().toList();
    }
}
