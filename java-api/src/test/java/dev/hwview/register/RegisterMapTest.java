// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.UnknownRegisterException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegisterMapTest {
    private final Register32 control = Register32.at("CONTROL", 0x10);
    private final Register32 status = Register32.at("STATUS", 0x00, Access.RO);
    private final Flag ready = status.flag("READY", 0);
    private final Field speed = status.field("SPEED", 7, 4);
    private final RegisterMap map = RegisterMap.of("widget", control, status);

    @Test
    void registersAreInTheOrderOfTheirOffsets() {
        assertEquals(List.of(status, control), map.registers());
    }

    @Test
    void aRegisterIsFoundByNameInAnyCase() {
        assertSame(control, map.register("CONTROL"));
        assertSame(control, map.register("control"));
    }

    @Test
    void anUnknownRegisterGetsTheListOfThoseThereAre() {
        assertEquals("widget has no register CONTRL, it has STATUS, CONTROL", unknown(() -> map.register("CONTRL")));
    }

    @Test
    void aFieldIsFoundByItsPath() {
        assertSame(ready, map.field("STATUS.READY"));
        assertSame(speed, map.field("status.speed"));
    }

    @Test
    void anUnknownFieldGetsTheListOfThoseThereAre() {
        assertEquals("STATUS of widget has no field SPEDE, it has SPEED, READY",
                unknown(() -> map.field("STATUS.SPEDE")));
        assertEquals("CONTROL of widget has no field X, it has none", unknown(() -> map.field("CONTROL.X")));
        assertTrue(unknown(() -> map.field("NOPE.READY")).startsWith("widget has no register NOPE"));
        assertEquals("widget has no field READY: a field is written REGISTER.FIELD", unknown(() -> map.field("READY")));
    }

    @Test
    void registersMayNotOverlap() {
        refused("widget: TAIL overlaps CONTROL", control, Register8.at("TAIL", 0x13));
        refused("overlaps", control, Register64.at("WIDE", 0x10));
        refused("overlaps", Register64.at("WIDE", 0x10), Register8.at("LAST", 0x17));
        assertEquals(2, RegisterMap.of("widget", control, Register8.at("NEXT", 0x14)).registers().size());
    }

    @Test
    void registersMayNotShareAName() {
        refused("widget: two registers share a name", control, Register32.at("CONTROL", 0x20));
    }

    @Test
    void anArrayAddsItsElements() {
        RegisterMap grown = map.with(RegisterArray.of(Register16.at("QUEUE", 0x40), 3, 4));
        assertEquals(5, grown.registers().size());
        assertEquals(0x48, grown.register("queue[2]").offset());
        assertEquals(2, map.registers().size());
    }

    private static void refused(String part, Register... registers) {
        String message = assertThrows(IllegalArgumentException.class, () -> RegisterMap.of("widget", registers))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    private static String unknown(Runnable lookup) {
        return assertThrows(UnknownRegisterException.class, lookup::run).getMessage();
    }
}
