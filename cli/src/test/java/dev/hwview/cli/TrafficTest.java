// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static Object sink;

    private static String print(Report report, boolean json, int status) {
        StringWriter out = new StringWriter();
        assertEquals(status, report.print(Terminal.PLAIN, new PrintWriter(out), json));
        return out.toString();
    }

    private static Report report(Traffic traffic) {
        Report report = new Report();
        traffic.report(report, "a turn");
        traffic.requireNoHeap(report);
        return report;
    }

    @Test
    void emptyTurnsDoNotCount() {
        Traffic traffic = new Traffic();
        for (int i = 0; i < 10; i++) {
            traffic.begin();
            traffic.end(i % 2 * 32, i % 2 * 32 * 60);
        }
        assertEquals(160, traffic.frames());
        String text = print(report(traffic), false, 0);
        assertTrue(text.contains("160 frames, 9.4 KiB, in 5 turns"), text);
        assertTrue(text.contains("p99.99") && text.contains("frames/s") && text.endsWith("OK\n"), text);
        traffic.clear();
        assertTrue(print(report(traffic), false, 0).contains("0 frames, 0 bytes, in 0 turns"));
    }

    @Test
    void turnsThatAllocateAreFound() {
        Traffic traffic = new Traffic();
        for (int i = 0; i < 1000; i++) {
            traffic.begin();
            sink = new byte[16];
            traffic.end(2, 120);
        }
        String text = print(report(traffic), false, 1);
        assertTrue(text.contains("1,000 of 1,000 turns took"), text);
        assertTrue(text.contains("16.0 bytes a frame"), text); // an array of 16 has 32 bytes, for two frames
    }

    @Test
    void aFewTurnsAreTheJvms() {
        Traffic traffic = new Traffic();
        for (int i = 0; i < 1000; i++) {
            traffic.begin();
            sink = i % 100 == 0 ? new byte[16] : sink;
            traffic.end(1, 60);
        }
        String text = print(report(traffic), false, 0);
        assertTrue(text.contains("0 bytes a frame but for "), text);
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
