// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hwview.fault.AccessPolicyException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code modify} puts on the bus for a field of each policy in a register whose other bits have each policy. */
class ModifyPolicyTest {
    private static final long HELD = 0x5A5A_5A5AL;
    private static final long FIELD = 0x0FF0L;
    private static final long REST = 0xFFFF_FFFFL & ~FIELD;
    private static final long VALUE = 0x3C;

    private final RecordingSpace space = new RecordingSpace();

    @TestFactory
    Stream<DynamicTest> aFieldIsChangedAndItsNeighboursLeftAlone() {
        return pairs(ModifyPolicyTest::checkField);
    }

    @TestFactory
    Stream<DynamicTest> aWholeRegisterIsChangedWithItsBitsAtRest() {
        return pairs(ModifyPolicyTest::checkRegister);
    }

    private interface Check {
        void run(RecordingSpace space, Register32 register, Field field);
    }

    private static Stream<DynamicTest> pairs(Check check) {
        return Arrays.stream(Access.values()).flatMap(field -> Arrays.stream(Access.values()).map(rest ->
                dynamicTest(field + " field among " + rest + " bits", () -> {
                    Register32 register = Register32.at("R", 0, rest);
                    check.run(new RecordingSpace().holding(0, 4, HELD), register, register.field("F", 11, 4, field));
                })));
    }

    private static void checkField(RecordingSpace space, Register32 register, Field field) {
        BitRule own = BitRule.of(field.access());
        BitRule rest = BitRule.of(register.access());
        boolean readSpoils = rest.needsRead() && (rest.readChanges() || own.readChanges());
        if (!own.writable() || rest.alwaysDisturbed() || readSpoils) {
            refuses(space, () -> field.set(space, VALUE));
            return;
        }
        field.set(space, VALUE);
        long neighbours = rest.needsRead() ? HELD & REST : rest.restsAtOne() ? REST : 0;
        String write = "write32 0x0 0x" + Long.toHexString(neighbours | VALUE << 4);
        assertEquals(rest.needsRead() ? List.of("read32 0x0", write) : List.of(write), space.accesses);
    }

    private static void checkRegister(RecordingSpace space, Register32 register, Field field) {
        BitRule own = BitRule.of(field.access());
        BitRule rest = BitRule.of(register.access());
        boolean disturbed = own.alwaysDisturbed() || rest.alwaysDisturbed() || own.readChanges() || rest.readChanges();
        if (disturbed || !own.writable() && !rest.writable()) {
            refuses(space, () -> register.modify(space, value -> value));
            return;
        }
        long atRest = atRest(own) & FIELD | atRest(rest) & REST;
        register.modify(space, given -> {
            assertEquals(atRest, Integer.toUnsignedLong(given), "what the change starts from");
            return given ^ 0x8000_0010;
        });
        assertEquals(List.of("read32 0x0", "write32 0x0 0x" + Long.toHexString(atRest ^ 0x8000_0010L)), space.accesses);
    }

    private static long atRest(BitRule rule) {
        return rule.needsRead() ? HELD : rule.restsAtOne() ? -1 : 0;
    }

    private static void refuses(RecordingSpace space, Runnable modify) {
        AccessPolicyException refusal = assertThrows(AccessPolicyException.class, modify::run);
        assertEquals("R", refusal.register());
        assertEquals(List.of(), space.accesses, "a refusal comes before the first access");
    }

    @TestFactory
    Stream<DynamicTest> aFieldThatIsTheWholeRegisterIsWrittenWithoutARead() {
        return Arrays.stream(Access.values()).filter(a -> BitRule.of(a).writable()).map(access ->
                dynamicTest(access.name(), () -> {
                    RecordingSpace whole = new RecordingSpace().holding(0, 4, HELD);
                    Register32.at("R", 0, access).field("F", 31, 0, access).set(whole, VALUE);
                    assertEquals(List.of("write32 0x0 0x3c"), whole.accesses);
                }));
    }

    @Test
    void theRefusalNamesTheBitThatWouldBeDisturbed() {
        Register32 register = Register32.at("CONTROL", 0x10);
        Field speed = register.field("SPEED", 3, 0);
        register.flag("KICK", 9, Access.WC);
        assertEquals(
                "CONTROL (0x10) of test:recorder can't be modified: bit 9 is WC, and no written value leaves it alone",
                assertThrows(AccessPolicyException.class, () -> speed.set(space, 1)).getMessage());
    }

    @Test
    void theRefusalNamesTheBitThatTheReadWouldChange() {
        Register32 register = Register32.at("CONTROL", 0x10);
        Field speed = register.field("SPEED", 3, 0);
        register.flag("CAUSE", 12, Access.RC);
        assertEquals("CONTROL (0x10) of test:recorder can't be modified: bit 12 is RC, and the read would change it",
                assertThrows(AccessPolicyException.class, () -> speed.set(space, 1)).getMessage());
    }

    @Test
    void mixedNeighboursEachGetTheirNeutralValue() {
        Register32 register = Register32.at("STATUS", 0x20, Access.RO);
        Field speed = register.field("SPEED", 3, 0, Access.RW);
        register.field("KEPT", 7, 4, Access.RW);
        register.field("CAUSES", 15, 8, Access.W1C);
        register.field("LATCHES", 23, 16, Access.W0C);
        space.holding(0x20, 4, 0xFFFF_FFFFL & ~0x0000_0010);
        speed.set(space, 5);
        assertEquals(List.of("read32 0x20", "write32 0x20 0xff00e5"), space.accesses);
    }
}
