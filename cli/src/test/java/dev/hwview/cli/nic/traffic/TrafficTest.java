// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.text.Report;
import dev.hwview.cli.text.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static Object sink;

    private static String print(Report report, int status) {
        StringWriter out = new StringWriter();
        assertEquals(status, report.print(Terminal.PLAIN, new PrintWriter(out), false));
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
        String text = print(report(traffic), 0);
        assertTrue(text.contains("160 frames, 9.4 KiB, in 5 turns"), text);
        assertTrue(text.contains("p99.99") && text.contains("frames/s") && text.endsWith("OK\n"), text);
        traffic.clear();
        assertTrue(print(report(traffic), 0).contains("0 frames, 0 bytes, in 0 turns"));
    }

    @Test
    void turnsThatAllocateAreFound() {
        Traffic traffic = new Traffic();
        for (int i = 0; i < 1000; i++) {
            traffic.begin();
            sink = new byte[16];
            traffic.end(2, 120);
        }
        String text = print(report(traffic), 1);
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
        String text = print(report(traffic), 0);
        assertTrue(text.contains("0 bytes a frame but for "), text);
    }
}
