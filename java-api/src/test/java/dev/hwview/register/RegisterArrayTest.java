// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.OffsetException;
import dev.hwview.fault.UnknownRegisterException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterArrayTest {
    private final RecordingSpace space = new RecordingSpace();

    @Test
    void elementsLieAStrideApartAndAreNumbered() {
        RegisterArray<Register32> array = RegisterArray.of(Register32.at("RAL", 0x40), 4, 8);
        assertEquals(4, array.size());
        assertEquals(List.of("RAL[0]@64", "RAL[1]@72", "RAL[2]@80", "RAL[3]@88"),
                array.elements().stream().map(r -> r.name() + "@" + r.offset()).toList());
    }

    @Test
    void eachWidthHasItsArray() {
        RegisterArray.of(Register8.at("A", 0), 3, 1).get(2).write(space, 1);
        RegisterArray.of(Register16.at("B", 0), 3, 2).get(2).write(space, 2);
        RegisterArray.of(Register32.at("C", 0), 3, 4).get(2).write(space, 3);
        RegisterArray.of(Register64.at("D", 0), 3, 8).get(2).write(space, 4);
        assertEquals(List.of("write8 0x2 0x1", "write16 0x4 0x2", "write32 0x8 0x3", "write64 0x10 0x4"),
                space.accesses);
    }

    @Test
    void anElementHasTheTemplatesPolicyResetAndHalves() {
        Register64 template = Register64.at("Q", 0, Access.W1C, Halves.HIGH_LOW).reset(7);
        Register64 element = RegisterArray.of(template, 2, 16).get(1);
        assertEquals(Access.W1C, element.access());
        assertEquals(7, element.reset());
        assertEquals(Halves.HIGH_LOW, element.halves());
    }

    @Test
    void aFieldOfTheTemplateIsAFieldOfEachElement() {
        Register32 template = Register32.at("CTL", 0x80);
        Flag enable = template.flag("ENABLE", 0);
        template.field("LATER", 7, 4, Access.WC);
        RegisterArray<Register32> array = RegisterArray.of(template, 4, 4);
        assertEquals(template.layout(), array.get(2).layout());
        Register32 plain = Register32.at("P", 0x20);
        Flag on = plain.flag("ON", 1);
        Register32 third = RegisterArray.of(plain, 4, 4).get(3);
        third.modify(space, on, 1);
        assertEquals(List.of("read32 0x2c", "write32 0x2c 0x2"), space.accesses);
        assertEquals(0, enable.lsb());
    }

    @Test
    void anElementThatFailsIsNamedWithItsIndex() {
        RegisterArray<Register32> array = RegisterArray.of(Register32.at("RAL", 0xF8), 4, 8);
        assertEquals("RAL[1] (0x100) of test:recorder (4 bytes) is outside its 256 bytes (0x0 to 0xff)",
                assertThrows(OffsetException.class, () -> array.get(1).read(space)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void anIndexOutsideIsRefusedWithTheSize(int index) {
        RegisterArray<Register32> array = RegisterArray.of(Register32.at("RAL", 0), 4, 8);
        assertEquals("RAL[0] is the first of 4 registers: there is none at index " + index,
                assertThrows(UnknownRegisterException.class, () -> array.get(index)).getMessage());
    }

    @Test
    void anArrayIsNotEmptyAndDoesNotOverlapItself() {
        assertThrows(IllegalArgumentException.class, () -> RegisterArray.of(Register32.at("R", 0), 0, 4));
        assertThrows(IllegalArgumentException.class, () -> RegisterArray.of(Register32.at("R", 0), -1, 4));
        assertThrows(IllegalArgumentException.class, () -> RegisterArray.of(Register32.at("R", 0), 2, 3));
        assertThrows(IllegalArgumentException.class, () -> RegisterArray.of(Register64.at("R", 0), 2, 4));
    }

    @Test
    void aStrideKeepsTheElementsAligned() {
        assertThrows(IllegalArgumentException.class, () -> RegisterArray.of(Register32.at("R", 0), 2, 6));
    }
}
