// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.AccessPolicyException;
import dev.hwview.fault.FieldValueException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.UnknownRegisterException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain reads and writes of registers of the four widths. */
class RegisterAccessTest {
    private final RecordingSpace space = new RecordingSpace();

    @Test
    void eachWidthIsOneAccessOfThatWidth() {
        Register8.at("A", 1).read(space);
        Register16.at("B", 2).read(space);
        Register32.at("C", 4).read(space);
        Register64.at("D", 8).read(space);
        Register8.at("A", 1).write(space, 0xA1);
        Register16.at("B", 2).write(space, 0xB2B2);
        Register32.at("C", 4).write(space, 0xC3C3C3C3);
        Register64.at("D", 8).write(space, 0xD4D4_D4D4_D4D4_D4D4L);
        assertEquals(List.of("read8 0x1", "read16 0x2", "read32 0x4", "read64 0x8", "write8 0x1 0xa1",
                "write16 0x2 0xb2b2", "write32 0x4 0xc3c3c3c3", "write64 0x8 0xd4d4d4d4d4d4d4d4"), space.accesses);
    }

    @Test
    void relaxedFormsAreAccessesOfTheSameWidth() {
        Register8.at("A", 1).writeRelaxed(space, 0xFF);
        Register16.at("B", 2).writeRelaxed(space, 0xFFFF);
        Register32.at("C", 4).writeRelaxed(space, -1);
        Register64.at("D", 8).writeRelaxed(space, -1);
        assertEquals(0xFF, Register8.at("A", 1).readRelaxed(space));
        assertEquals(0xFFFF, Register16.at("B", 2).readRelaxed(space));
        assertEquals(-1, Register32.at("C", 4).readRelaxed(space));
        assertEquals(-1L, Register64.at("D", 8).readRelaxed(space));
        assertEquals(List.of("write8 0x1 0xff", "write16 0x2 0xffff", "write32 0x4 0xffffffff",
                "write64 0x8 0xffffffffffffffff", "read8 0x1", "read16 0x2", "read32 0x4", "read64 0x8"),
                space.accesses);
    }

    @Test
    void anotherRegistersFieldIsRefused() {
        Register32 control = Register32.at("CONTROL", 0);
        Field speed = Register32.at("STATUS", 4).field("SPEED", 7, 4);
        assertEquals("CONTROL of " + space.name() + " has no field SPEED: that is STATUS's",
                assertThrows(UnknownRegisterException.class, () -> control.modify(space, speed, 3)).getMessage());
        assertEquals(List.of(), space.accesses);
    }

    @Test
    void narrowReadsAreZeroExtended() {
        space.holding(0, 8, -1);
        assertEquals(255, Register8.at("A", 0).read(space));
        assertEquals(65535, Register16.at("B", 0).read(space));
        assertEquals(0xFFFF_FFFFL, Register32.at("C", 0).readBits(space));
        assertEquals(-1L, Register64.at("D", 0).readBits(space));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x100, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void an8BitRegisterTakes0To255(int tooWide) {
        Register8 register = Register8.at("BYTE", 3);
        tooWide("BYTE (0x3) of test:recorder has 8 bits", () -> register.write(space, tooWide));
        tooWide("BYTE (0x3) of test:recorder has 8 bits", () -> register.writeRelaxed(space, tooWide));
        tooWide("BYTE (0x3) of test:recorder has 8 bits", () -> register.writeBits(space, tooWide));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x1_0000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void a16BitRegisterTakes0To65535(int tooWide) {
        Register16 register = Register16.at("WORD", 2);
        tooWide("WORD (0x2) of test:recorder has 16 bits", () -> register.write(space, tooWide));
        tooWide("WORD (0x2) of test:recorder has 16 bits", () -> register.writeRelaxed(space, tooWide));
        tooWide("WORD (0x2) of test:recorder has 16 bits", () -> register.writeBits(space, tooWide));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0x1_0000_0000L})
    void theBitsOfA32BitRegisterAreZeroExtended(long tooWide) {
        tooWide("LONG (0x4) of test:recorder has 32 bits: 0x" + Long.toHexString(tooWide) + " is wider",
                () -> Register32.at("LONG", 4).writeBits(space, tooWide));
    }

    @Test
    void theLastValueOfEachWidthIsTaken() {
        Register8.at("A", 0).writeBits(space, 0xFF);
        Register16.at("B", 0).writeBits(space, 0xFFFF);
        Register32.at("C", 0).writeBits(space, 0xFFFF_FFFFL);
        Register64.at("D", 0).writeBits(space, -1L);
        assertEquals(4, space.accesses.size());
    }

    @ParameterizedTest
    @EnumSource(names = {"RO", "RC", "RS"})
    void aReadOnlyRegisterIsNotWritten(Access access) {
        refused(Register8.at("R", 8, access), register -> register.write(space, 0),
                register -> register.writeRelaxed(space, 0));
        assertThrows(AccessPolicyException.class, () -> Register16.at("R", 8, access).write(space, 0));
        assertThrows(AccessPolicyException.class, () -> Register16.at("R", 8, access).writeRelaxed(space, 0));
        assertThrows(AccessPolicyException.class, () -> Register32.at("R", 8, access).write(space, 0));
        assertThrows(AccessPolicyException.class, () -> Register32.at("R", 8, access).writeRelaxed(space, 0));
        assertThrows(AccessPolicyException.class, () -> Register64.at("R", 8, access).write(space, 0));
        assertThrows(AccessPolicyException.class, () -> Register64.at("R", 8, access).writeRelaxed(space, 0));
        assertEquals(List.of(), space.accesses);
    }

    @ParameterizedTest
    @EnumSource(names = {"WO", "WOC", "WOS", "WO1"})
    void aWriteOnlyRegisterIsNotRead(Access access) {
        refused(Register8.at("R", 8, access), register -> register.read(space),
                register -> register.readRelaxed(space));
        assertThrows(AccessPolicyException.class, () -> Register16.at("R", 8, access).read(space));
        assertThrows(AccessPolicyException.class, () -> Register16.at("R", 8, access).readRelaxed(space));
        assertThrows(AccessPolicyException.class, () -> Register32.at("R", 8, access).read(space));
        assertThrows(AccessPolicyException.class, () -> Register32.at("R", 8, access).readRelaxed(space));
        assertThrows(AccessPolicyException.class, () -> Register64.at("R", 8, access).read(space));
        assertThrows(AccessPolicyException.class, () -> Register64.at("R", 8, access).readRelaxed(space));
        assertEquals(List.of(), space.accesses);
    }

    @Test
    void aReadOnlyRegisterWithOneWritableFieldIsWritten() {
        Register32 status = Register32.at("STATUS", 0, Access.RO);
        status.flag("RAISE_IRQ", 7, Access.RW);
        status.write(space, 0x80);
        assertEquals(List.of("write32 0x0 0x80"), space.accesses);
    }

    @Test
    void anAccessThatFailsNamesTheRegister() {
        String message = assertThrows(OffsetException.class, () -> Register32.at("FAR", 0x1000).read(space))
                .getMessage();
        assertEquals("FAR (0x1000) of test:recorder (4 bytes) is outside its 256 bytes (0x0 to 0xff)", message);
    }

    private interface Use {
        void of(Register8 register);
    }

    private static void refused(Register8 register, Use... uses) {
        for (Use use : uses) {
            AccessPolicyException refusal = assertThrows(AccessPolicyException.class, () -> use.of(register));
            assertEquals("R", refusal.register());
            assertEquals(8, refusal.offset());
        }
    }

    private void tooWide(String part, Runnable write) {
        String message = assertThrows(FieldValueException.class, write::run).getMessage();
        assertTrue(message.contains(part), message);
        assertEquals(List.of(), space.accesses);
    }
}
