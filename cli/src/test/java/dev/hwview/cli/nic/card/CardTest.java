// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.text.Report;
import dev.hwview.cli.text.Terminal;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.register.Register32;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardTest {
    private static final Register32 TDT = Register32.at("TDT0", 0x3818);

    private static Report report(Card card) {
        Report report = new Report();
        card.report(report, "sender");
        return report;
    }

    @Test
    void whatTheDriverDidWrongIsAFailure() {
        try (Card card = Card.open("sim:e1000e"); E1000e nic = card.start(how -> how.ringSize(256))) {
            assertEquals(List.of(), report(card).failures());
            assertTrue(nic.isLinkUp());
            TDT.write(card.device().registers(), 1000); // there are 256
            List<String> failures = report(card).failures();
            assertTrue(!failures.isEmpty() && failures.getFirst().startsWith("the sender sim:e1000e: MODEL at "),
                    failures.toString());
        }
    }

    @Test
    void whatIsRehearsedDoesNotCount() {
        try (Card card = Card.open("sim:e1000e"); E1000e nic = card.start(how -> how)) {
            nic.promiscuous(true);
            card.cable().inject(new byte[60]);
            assertEquals(1, card.cable().counts().arrived());
            card.forget();
            StringWriter out = new StringWriter();
            report(card).print(Terminal.PLAIN, new PrintWriter(out), false);
            assertTrue(out.toString().contains("sender counters  nothing\nsender cable     nothing\n"), out.toString());
        }
    }
}
