// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.AccessPolicyException;
import dev.hwview.fault.FieldValueException;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldTest {
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64);

    private final RecordingSpace space = new RecordingSpace();

    /** Each place and width in 64 bits, against arithmetic without a width. */
    private interface EachField {
        void check(Field field, BigInteger mask, long random);
    }

    private static void eachField(EachField test) {
        Random random = new Random(1);
        for (int lsb = 0; lsb < 64; lsb++) {
            for (int msb = lsb; msb < 64; msb++) {
                Field field = Register64.at("R", 0).field("F", msb, lsb);
                test.check(field, BigInteger.ONE.shiftLeft(msb - lsb + 1).subtract(BigInteger.ONE), random.nextLong());
            }
        }
    }

    private static BigInteger unsigned(long value) {
        return BigInteger.valueOf(value).mod(WORD);
    }

    @Test
    void maskAndMaxFollowFromPlaceAndWidth() {
        eachField((field, max, random) -> {
            assertEquals(max, unsigned(field.max()), field::toString);
            assertEquals(max.shiftLeft(field.lsb()), unsigned(field.mask()), field::toString);
        });
    }

    @Test
    void extractTakesTheFieldOutOfAnyPlace() {
        eachField((field, max, value) ->
                assertEquals(unsigned(value).shiftRight(field.lsb()).and(max), unsigned(field.extract(value)),
                        field::toString));
    }

    @Test
    void prepMovesTheValueToAnyPlace() {
        eachField((field, max, random) -> {
            BigInteger value = unsigned(random).and(max);
            assertEquals(value.shiftLeft(field.lsb()), unsigned(field.prep(value.longValue())), field::toString);
        });
    }

    @Test
    void withChangesTheFieldAndNothingElse() {
        eachField((field, max, random) -> {
            long before = random * 31;
            BigInteger value = unsigned(random).and(max);
            BigInteger expected = unsigned(before).andNot(max.shiftLeft(field.lsb())).or(value.shiftLeft(field.lsb()));
            assertEquals(expected, unsigned(field.with(before, value.longValue())), field::toString);
        });
    }

    @Test
    void prepRefusesTheFirstValueThatDoesNotFit() {
        eachField((field, max, random) -> {
            if (field.width() < 64) {
                assertThrows(FieldValueException.class, () -> field.prep(max.longValue() + 1), field::toString);
                assertThrows(FieldValueException.class, () -> field.prep(-1), field::toString);
            }
        });
    }

    @Test
    void aFieldOf32BitsTakesBackWhatItGave() {
        Field whole = Register32.at("R", 0).field("ALL", 31, 0);
        assertEquals(0xFFFF_FFFE, whole.with(0x1234, whole.get(0xFFFF_FFFE)));
    }

    @Test
    void anIntWithAHighBitIsNoNegativeRegisterValue() {
        Field top = Register32.at("R", 0).field("TOP", 31, 28);
        assertEquals(0xF, top.get(0xF000_0000));
        assertEquals(0x9FFF_FFFF, top.with(-1, 9));
    }

    @Test
    void aValueTooWideIsNamedWithItsLimit() {
        Field speed = Register32.at("CONTROL", 0x10).field("SPEED", 7, 4);
        assertEquals("CONTROL (0x10) of test:recorder has 4 bits in SPEED: 16 is not in 0 to 15",
                assertThrows(FieldValueException.class, () -> speed.set(space, 16)).getMessage());
        assertEquals("CONTROL (0x10) has 4 bits in SPEED: -1 is not in 0 to 15",
                assertThrows(FieldValueException.class, () -> speed.with(0, -1)).getMessage());
        assertEquals(List.of(), space.accesses);
    }

    @Test
    void readTakesTheFieldFromOneRead() {
        Field field = Register64.at("R", 8).field("F", 47, 8);
        space.holding(8, 8, 0xAB12_3456_789A_BCDEL);
        assertEquals(0x123456789ABCL & 0xFF_FFFF_FFFFL, field.readLong(space));
        assertEquals((int) 0x56789ABCL, field.read(space));
        assertEquals(List.of("read64 0x8", "read64 0x8"), space.accesses);
    }

    @Test
    void aWriteOnlyFieldIsNotRead() {
        Field key = Register32.at("LOCK", 0).field("KEY", 15, 0, Access.WO);
        assertEquals("LOCK (0x0) of test:recorder is write-only in KEY (WO)",
                assertThrows(AccessPolicyException.class, () -> key.read(space)).getMessage());
        assertEquals(List.of(), space.accesses);
    }

    @Test
    void itsTextNamesRegisterAndBits() {
        Register32 register = Register32.at("CONTROL", 0);
        assertEquals("CONTROL.SPEED[7:4]", register.field("SPEED", 7, 4).toString());
        assertEquals("CONTROL.ONE[9]", register.field("ONE", 9, 9).toString());
    }
}
