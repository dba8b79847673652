// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegisterDumpTest {
    enum Speed { SLOW, FAST }

    private final RecordingSpace space = new RecordingSpace();

    @ParameterizedTest
    @EnumSource
    void onlyARegisterWhoseReadHasNoEffectIsRead(Access access) {
        BitRule rule = BitRule.of(access);
        RegisterDump dump = RegisterMap.of("widget", Register32.at("R", 0x10, access)).dump(space);
        assertEquals(rule.read() == '=' ? List.of("read32 0x10") : List.of(), space.accesses);
        String skipped = dump.entries().getFirst().skipped();
        if (rule.read() == '=') {
            assertNull(skipped);
        } else {
            assertEquals(rule.readable() ? "a read has an effect" : "write-only", skipped);
        }
    }

    @Test
    void oneBitThatAReadClearsKeepsTheWholeRegisterFromBeingRead() {
        Register32 status = Register32.at("STATUS", 0);
        status.flag("CAUSE", 17, Access.RC);
        RegisterMap.of("widget", status).dump(space);
        assertEquals(List.of(), space.accesses);
    }

    @Test
    void registersAreReadOnceEachByAscendingOffset() {
        RegisterMap.of("widget", Register64.at("C", 0x10), Register8.at("A", 1), Register16.at("B", 2)).dump(space);
        assertEquals(List.of("read8 0x1", "read16 0x2", "read64 0x10"), space.accesses);
    }

    @Test
    void itPrintsAnAlignedTable() {
        Register32 status = Register32.at("STATUS", 0x20, Access.RO);
        status.flag("READY", 0);
        status.field("COUNT", 15, 8);
        status.enumeration("SPEED", 5, 4, Speed.class);
        space.holding(0x20, 4, 0x2A11).holding(0, 8, 0xFFFF_FFFF_0000_0001L);
        String table = RegisterMap.of("widget", status, Register64.at("ID", 0),
                Register8.at("KICK", 0x30, Access.WO), Register16.at("CAUSES", 0x40, Access.RC)).dump(space).toString();
        assertEquals("""
                0x0000  ID      RW     0xffffffff00000001
                0x0020  STATUS  RO     0x00002a11  COUNT=0x2a  SPEED=FAST  READY=1
                0x0030  KICK    WO     (write-only)
                0x0040  CAUSES  RC     (a read has an effect)
                """.replace("\n", System.lineSeparator()), table);
    }

    @Test
    void aReservedCodeIsPrintedAsANumber() {
        EnumField<Speed> speed = Register32.at("R", 0).enumeration("SPEED", 7, 4, Speed.class);
        assertEquals("FAST", RegisterDump.decoded(speed, 0x10));
        assertEquals("9", RegisterDump.decoded(speed, 0x90));
        assertEquals("0xa", RegisterDump.decoded(speed, 0xA0));
    }

    @Test
    void aFieldOf64BitsIsPrintedUnsigned() {
        assertEquals("0xffffffffffffffff", RegisterDump.decoded(Register64.at("R", 0).field("ALL", 63, 0), -1));
    }
}
