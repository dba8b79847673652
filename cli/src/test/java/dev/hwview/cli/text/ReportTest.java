// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static String print(Report report, boolean json, int status) {
        StringWriter out = new StringWriter();
        assertEquals(status, report.print(Terminal.PLAIN, new PrintWriter(out), json));
        return out.toString();
    }

    @Test
    void longListsAreBroken() {
        Report report = new Report();
        report.fact("numbers", "thirty character, and no more, and then twenty, and then as many again, and one, 2");
        report.fact("word", "x".repeat(90));
        report.fact("times", "p50 1  " + "p99 2".repeat(10) + "  p99.9 3  (from the begin to the end)");
        assertEquals("numbers  thirty character, and no more, and then twenty, and then as many again,\n"
                + "         and one, 2\nword     " + "x".repeat(90) + "\ntimes    p50 1  " + "p99 2".repeat(10)
                + "  p99.9 3\n         (from the begin to the end)\nOK\n", print(report, false, 0));
    }

    @Test
    void jsonHasTheSameNames() throws Exception {
        Report report = new Report();
        report.fact("number", 5L);
        report.fact("hidden", 7, null);
        report.fact("map", Map.of("p99.9", 12L), "nicer");
        report.fact("list", List.of("a", true, 1.5));
        report.failure("too \"bad\"");
        String json = print(report, true, 1);
        StringBuilder tokens = new StringBuilder();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                tokens.append(parser.getText()).append(' ');
            }
        }
        assertEquals("{ number 5 hidden 7 map { p99.9 12 } list [ a true 1.5 ] failures [ too \"bad\" ] } ",
            tokens.toString());
        assertEquals("number  5\nmap     nicer\nlist    [a, true, 1.5]\nFAILED  too \"bad\"\n",
                print(report, false, 1));
    }
}
