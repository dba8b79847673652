// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationTest {
    private final Register32 control = Register32.at("CONTROL", 0x10);

    @Test
    void fieldsMayTouch() {
        control.field("LOW", 7, 0);
        control.field("HIGH", 15, 8);
        assertEquals(List.of("HIGH", "LOW"), control.layout().fields().stream().map(BitField::name).toList());
    }

    @Test
    void fieldsMayNotOverlap() {
        control.field("SPEED", 7, 4);
        refused("CONTROL.HIGH[8:7] overlaps CONTROL.SPEED[7:4]", () -> control.field("HIGH", 8, 7));
        refused("CONTROL.LOW[4] overlaps", () -> control.flag("LOW", 4));
        refused("overlaps", () -> control.field("ALL", 31, 0));
    }

    @Test
    void aRefusedFieldLeavesNoTrace() {
        control.field("SPEED", 7, 4);
        assertThrows(IllegalArgumentException.class, () -> control.field("HIGH", 8, 7, Access.WC));
        assertEquals(1, control.layout().fields().size());
        assertEquals(Access.RW, control.layout().accessOf(8));
    }

    @Test
    void twoFieldsMayNotShareAName() {
        control.flag("GO", 0);
        refused("CONTROL has two fields named GO", () -> control.flag("GO", 1));
    }

    @Test
    void aFieldLiesInsideItsRegister() {
        refused("CONTROL.F [32:31] is not inside the 32 bits", () -> control.field("F", 32, 31));
        refused("not inside", () -> control.flag("F", 32));
        refused("not inside", () -> control.flag("F", -1));
        refused("not inside", () -> control.field("F", Integer.MAX_VALUE, 0));
        refused("not inside the 8 bits", () -> Register8.at("R", 0).flag("F", 8));
        refused("not inside the 64 bits", () -> Register64.at("R", 0).field("F", 64, 0));
    }

    @Test
    void theHighestBitComesFirst() {
        refused("not inside", () -> control.field("REVERSED", 3, 4));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -8, 1, 3, 7, 0x1001})
    void anOffsetIsAMultipleOfTheWidth(long offset) {
        refused("R: the offset 0x" + Long.toHexString(offset), () -> Register16.at("R", offset));
        refused("is no multiple of 4", () -> Register32.at("R", offset));
        refused("is no multiple of 8", () -> Register64.at("R", offset));
        refused("is no multiple of 4", () -> Register64.at("R", offset, Access.RW, Halves.LOW_HIGH));
    }

    @Test
    void a64BitRegisterInHalvesMayLieAtAMultipleOfFour() {
        assertEquals(0x0C, Register64.at("R", 0x0C, Access.RW, Halves.HIGH_LOW).offset());
        refused("is no multiple of 8", () -> Register64.at("R", 0x0C));
    }

    @Test
    void an8BitRegisterMayLieAnywhereButBelowZero() {
        assertEquals(7, Register8.at("R", 7).offset());
        refused("the offset", () -> Register8.at("R", -1));
    }

    @Test
    void aFieldHasItsRegistersPolicyUnlessItSaysOtherwise() {
        Register32 status = Register32.at("STATUS", 0, Access.W1C);
        assertEquals(Access.W1C, status.flag("A", 0).access());
        assertEquals(Access.RO, status.flag("B", 1, Access.RO).access());
        assertEquals(Access.RO, status.layout().accessOf(1));
        assertEquals(Access.W1C, status.layout().accessOf(2));
    }

    @Test
    void aFieldKnowsItsRegister() {
        assertSame(control, control.field("F", 1, 0).register());
    }

    @Test
    void theResetValueIsZeroExtended() {
        assertEquals(0xFFL, Register8.at("R", 0).reset(-1).reset());
        assertEquals(0xFFFFL, Register16.at("R", 0).reset(-1).reset());
        assertEquals(0xFFFF_FFFFL, Register32.at("R", 0).reset(-1).reset());
        assertEquals(-1L, Register64.at("R", 0).reset(-1).reset());
    }

    @Test
    void theTextHasAllThatTheDataSheetHas() {
        Register32 status = Register32.at("STATUS", 0x20, Access.RO);
        assertEquals("STATUS (0x20) RO 32 bits", status.toString());
        status.flag("COMPUTING", 0);
        status.field("SPEED", 7, 4);
        assertEquals("STATUS (0x20) RO 32 bits {SPEED[7:4] COMPUTING[0]}", status.toString());
        assertEquals("BYTE (0x1) RW 8 bits", Register8.at("BYTE", 1).toString());
    }

    private static void refused(String part, Runnable declaration) {
        String message = assertThrows(IllegalArgumentException.class, declaration::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
