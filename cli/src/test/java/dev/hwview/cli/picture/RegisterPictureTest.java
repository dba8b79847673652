// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.text.Terminal;
import dev.hwview.register.Access;
import dev.hwview.register.Register16;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterDump;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterPictureTest {
    private enum Mode { OFF, SLOW, FAST }

    private static final Register16 CONTROL = Register16.at("CONTROL", 0x10);
    private static final Register32 CROWDED = Register32.at("CROWDED", 0x40, Access.W1C);

    static {
        CONTROL.field("DIVISOR", 15, 8);
        CONTROL.enumeration("MODE", 5, 4, Mode.class);
        CONTROL.flag("ENABLE", 0, Access.W1S);
        for (int bit = 0; bit < 24; bit++) {
            CROWDED.flag("CHANNEL_" + bit + "_DONE", bit);
        }
    }

    private static String draw(Terminal terminal, RegisterDump.Entry entry) {
        return String.join("\n", new RegisterPicture(terminal).draw(entry)) + "\n";
    }

    @Test
    void drawsFieldsAsADataSheetDoes() {
        assertEquals("""
                CONTROL  0x10  16 bits  RW+W1S                                 0x2a21
                 15                          8 7      6 5     4 3         1    0
                ┌─────────────────────────────┬────────┬───────┬───────────┬────────┐
                │           DIVISOR           │░░░░░░░░│ MODE  │░░░░░░░░░░░│ ENABLE │
                │            0x2a             │░░░░░░░░│ FAST  │░░░░░░░░░░░│   1    │
                └─────────────────────────────┴────────┴───────┴───────────┴────────┘
                              RW                          RW                  W1S
                """, draw(Terminal.PLAIN, new RegisterDump.Entry(CONTROL, 0x2a21, null)));
    }

    @Test
    void withoutUnicodeTheSamePictureIsAscii() {
        String ascii = draw(new Terminal(80, false, false, false), new RegisterDump.Entry(CONTROL, 0x2a21, null));
        assertTrue(ascii.chars().allMatch(c -> c < 128), ascii);
        assertTrue(ascii.contains("| FAST  |"), ascii);
        assertTrue(ascii.contains("+----"), ascii);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 132, 300})
    void fitsAnyTerminal(int columns) {
        Terminal terminal = new Terminal(columns, true, false, false);
        List<String> lines = new RegisterPicture(terminal).draw(new RegisterDump.Entry(CROWDED, 0x5, null));
        assertTrue(lines.stream().allMatch(l -> l.length() <= columns), String.join("\n", lines));
        String all = String.join("\n", lines);
        for (int bit = 0; bit < 24; bit++) {
            assertTrue(all.contains("CHANNEL_" + bit + "_DONE"), all);
        }
    }

    @Test
    void cutsANameThatIsWiderThanTheTerminal() {
        Register32 register = Register32.at("WIDE", 0);
        register.field("A_NAME_THAT_GOES_ON_AND_ON_AND_ON_AND_ON_AND_ON", 31, 0);
        String picture = draw(new Terminal(40, true, false, false), new RegisterDump.Entry(register, 0, null));
        assertTrue(picture.contains("A_NAME_THAT") && picture.contains("…"), picture);
        assertTrue(picture.lines().allMatch(l -> l.length() <= 40), picture);
    }

    @Test
    void saysWhyARegisterWasNotRead() {
        String picture = draw(Terminal.PLAIN, new RegisterDump.Entry(CONTROL, 0, "a read has an effect"));
        assertTrue(picture.lines().findFirst().orElseThrow().endsWith("not read: a read has an effect"), picture);
        assertTrue(!picture.contains("OFF"), picture);
    }

    @Test
    void bitsOfNoFieldAreShadedUnlessTheyAreSet() {
        assertTrue(draw(Terminal.PLAIN, new RegisterDump.Entry(CONTROL, 0, null)).contains("░"));
        assertTrue(draw(Terminal.PLAIN, new RegisterDump.Entry(CONTROL, 0x00CE, null)).contains("0x3"));
    }

    @Test
    void coloursOnlyWhereThereIsColour() {
        RegisterDump.Entry entry = new RegisterDump.Entry(CONTROL, 0x2a21, null);
        String coloured = draw(new Terminal(80, true, true, false), entry);
        assertTrue(coloured.contains("\033["));
        assertEquals(draw(Terminal.PLAIN, entry), coloured.replaceAll("\033\\[[0-9;]*m", ""));
    }
}
