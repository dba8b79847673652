// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hwview.cli.Cli;
import dev.hwview.cli.text.Terminal;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistersCommandTest {
    @Test
    void drawsAndListsAllRegisters() {
        Cli cli = Cli.run("registers", "sim:edu").ok();
        assertTrue(cli.out().contains("DMA_COMMAND  0x98  64 bits  RW"), cli.out());
        assertTrue(cli.out().contains("0x60    INTERRUPT_RAISE        WO      not read"), cli.out());
        assertTrue(cli.lines().stream().allMatch(l -> l.length() <= 80), cli.out());
    }

    @Test
    void readsNothingThatAReadWouldChange() {
        Cli cli = Cli.run("registers", "sim:regs", "REG_RC", "REG_WO", "REG_RW").ok();
        assertTrue(cli.out().contains("not read: a read has an effect"), cli.out());
        assertTrue(cli.out().contains("not read: write-only"), cli.out());
        assertTrue(cli.out().contains("0xa5a5a5a5"), cli.out());
    }

    @Test
    void drawsOnlyWhatIsWanted() {
        Cli cli = Cli.run("registers", "sim:edu", "status").ok();
        assertTrue(cli.out().contains("COMPUTING"));
        assertFalse(cli.out().contains("LIVENESS"), cli.out());
        Cli.run("registers", "sim:edu", "NOPE").fails(1, "NOPE");
    }

    @Test
    void noColourMeansNoColour() {
        Terminal coloured = new Terminal(80, true, true, false);
        assertTrue(Cli.run(coloured, "registers", "sim:edu").ok().out().contains("\033["));
        assertFalse(Cli.run(coloured, "registers", "--no-color", "sim:edu").ok().out().contains("\033["));
    }

    @Test
    void jsonHasValuesAndReasons() throws IOException {
        Map<String, String> found = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(Cli.run("registers", "--json", "sim:edu").ok().out())) {
            String register = null;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME || json.currentName() == null) {
                    continue;
                }
                switch (json.currentName()) {
                    case "name" -> register = json.getText();
                    case "value", "skipped" -> found.put(register, json.getText());
                    default -> { }
                }
            }
        }
        assertEquals(Long.toString(0x0100_00edL), found.get("IDENTIFICATION"));
        assertEquals(Integer.toString(0xed), found.get("MAGIC"));
        assertEquals("write-only", found.get("INTERRUPT_RAISE"));
    }
}
