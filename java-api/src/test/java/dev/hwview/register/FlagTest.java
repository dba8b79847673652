// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.AccessPolicyException;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagTest {
    private final RecordingSpace space = new RecordingSpace();

    @ParameterizedTest
    @EnumSource
    void setWritesWhatMakesTheBitOne(Access access) {
        writesWhatMakesIt('1', Flag::set, "set", access);
    }

    @ParameterizedTest
    @EnumSource
    void clearWritesWhatMakesTheBitZero(Access access) {
        writesWhatMakesIt('0', Flag::clear, "clear", access);
    }

    private void writesWhatMakesIt(char wanted, BiConsumer<Flag, RegisterSpace> operation, String verb, Access access) {
        Flag flag = Register32.at("CONTROL", 8, Access.RO).flag("GO", 5, access);
        BitRule rule = BitRule.of(access);
        if (rule.one() != wanted && rule.zero() != wanted) {
            String message = assertThrows(AccessPolicyException.class, () -> operation.accept(flag, space))
                    .getMessage();
            assertTrue(message.contains("CONTROL (0x8) of test:recorder") && message.contains("would " + verb + " GO"),
                    message);
            assertEquals(List.of(), space.accesses);
            return;
        }
        operation.accept(flag, space);
        boolean writesOne = wanted == '1' ? rule.one() == '1' : rule.zero() != '0';
        assertEquals(List.of("write32 0x8 " + (writesOne ? "0x20" : "0x0")), space.accesses);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 62, 63})
    void isSetLooksAtItsBitAlone(int bit) {
        Flag flag = Register64.at("WIDE", 0).flag("BIT", bit);
        assertTrue(flag.isSet(1L << bit));
        assertFalse(flag.isSet(~(1L << bit)));
    }

    @Test
    void isSetTakesTheValueOfA32BitRegister() {
        Flag top = Register32.at("R", 0).flag("TOP", 31);
        assertTrue(top.isSet(0x8000_0000));
        assertFalse(top.isSet(0x7FFF_FFFF));
    }

    @Test
    void isSetReadsItsRegisterOnce() {
        Flag flag = Register16.at("R", 2).flag("READY", 15);
        assertTrue(flag.isSet(space.holding(2, 2, 0x8000)));
        assertEquals(List.of("read16 0x2"), space.accesses);
    }

    @Test
    void withChangesItsBitAlone() {
        Flag flag = Register64.at("R", 0).flag("BIT", 40);
        assertEquals(1L << 40, flag.with(0L, true));
        assertEquals(-1L & ~(1L << 40), flag.with(-1L, false));
        Flag top = Register32.at("S", 8).flag("TOP", 31);
        assertEquals(0x8000_0001, top.with(1, true));
        assertEquals(0x7FFF_FFFF, top.with(-1, false));
    }

    @Test
    void aWriteOnlyFlagCannotBeReadThoughItsRegisterCan() {
        Flag flag = Register32.at("CONTROL", 0).flag("KICK", 3, Access.WO);
        assertEquals("CONTROL (0x0) of test:recorder is write-only in KICK (WO)",
                assertThrows(AccessPolicyException.class, () -> flag.isSet(space)).getMessage());
        assertEquals(List.of(), space.accesses);
    }

    @Test
    void itsTextNamesRegisterAndBit() {
        assertEquals("CONTROL.KICK[3]", Register32.at("CONTROL", 0).flag("KICK", 3).toString());
    }
}
