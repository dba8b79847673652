// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static dev.hwview.view.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Items between memory, numbers and each other. */
class ItemTest {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    @Test
    void everyHalfComesBack() {
        for (int bits = 0; bits < 0x10000; bits++) {
            float value = Float.float16ToFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertEquals((short) bits, Half.bits(value));
            }
        }
        assertEquals((short) 0x7e00, Half.bits(Double.NaN));
    }

    @Test
    void aHalfIsRoundedAsTheJdkRoundsFloats() {
        for (int bits = 0; bits < 0x7c00; bits++) {
            double low = Float.float16ToFloat((short) bits);
            double high = bits == 0x7bff ? 65536 : Float.float16ToFloat((short) (bits + 1));
            double middle = (low + high) / 2;
            for (double value : new double[] {middle, Math.nextDown((float) middle), Math.nextUp((float) middle)}) {
                assertEquals(Float.floatToFloat16((float) value), Half.bits(value));
            }
            // Here a float in between would have made a tie of it.
            assertEquals((short) bits, Half.bits(Math.nextDown(middle)));
            assertEquals((short) (bits + 1), Half.bits(Math.nextUp(middle)));
        }
    }

    @Test
    void integersMeetDoublesExactly() {
        long[] integers = {0, 1, -1, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MAX_VALUE - 512,
            Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L << 11, (-1L << 11) + 1};
        double[] doubles = {0.0, -0.0, 1, -1, 0x1p53, 0x1p53 + 2, 0x1p63, -0x1p63, 0x1p64, Math.nextDown(0x1p63),
            Math.nextDown(0x1p64), 0.5, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (long integer : integers) {
            for (double real : doubles) {
                BigInteger signed = BigInteger.valueOf(integer);
                BigInteger unsigned = integer < 0 ? signed.add(TWO_64) : signed;
                assertEquals(same(signed, real), equal(ItemKind.SIGNED, integer, real), integer + " " + real);
                assertEquals(same(unsigned, real), equal(ItemKind.UNSIGNED, integer, real), unsigned + " " + real);
            }
        }
    }

    private static boolean same(BigInteger integer, double real) {
        return Double.isFinite(real) && new BigDecimal(integer).compareTo(new BigDecimal(real)) == 0;
    }

    private static boolean equal(ItemKind kind, long integer, double real) {
        boolean equal = ItemKind.equal(kind, integer, ItemKind.FLOAT, Double.doubleToRawLongBits(real));
        assertEquals(equal, ItemKind.equal(ItemKind.FLOAT, Double.doubleToRawLongBits(real), kind, integer));
        return equal;
    }

    @Test
    void valuesOfOtherTypesAreFoundWhereTheyAreEqual() {
        MemoryView doubles = MemoryView.of(new double[] {1, 0x1p70, Double.NaN});
        assertTrue(doubles.contains(1));
        assertTrue(doubles.contains(true));
        assertTrue(doubles.contains((short) 1));
        assertTrue(doubles.contains(1f));
        assertTrue(doubles.contains(BigInteger.ONE.shiftLeft(70)));
        assertFalse(doubles.contains(BigInteger.ONE.shiftLeft(70).add(BigInteger.ONE)));
        assertFalse(doubles.contains(Double.NaN));
        assertFalse(doubles.contains("1"));
        assertFalse(doubles.contains(null));
        MemoryView characters = MemoryView.of(new byte[] {'a', -1}).cast("c");
        assertTrue(characters.contains('a'));
        assertTrue(characters.contains('\u00ff'));
        assertTrue(characters.contains(new byte[] {'a'}));
        assertFalse(characters.contains((int) 'a'));
        assertFalse(characters.contains('\u0161')); // its low byte is an 'a'
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        MemoryView view = MemoryView.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertRefused(Why.VALUE_RANGE, () -> view.set(0, 256));
        assertRefused(Why.VALUE_RANGE, () -> view.set(0, -1));
        assertRefused(Why.VALUE_TYPE, () -> view.set(0, 1.0));
        assertRefused(Why.VALUE_TYPE, () -> view.set(0, 'a'));
        assertRefused(Why.VALUE_TYPE, () -> view.set(0, null));
        assertRefused(Why.VALUE_RANGE, () -> view.cast("c").set(0, '\u0100'));
        assertRefused(Why.VALUE_RANGE, () -> view.cast("c").set(0, new byte[2]));
        assertRefused(Why.VALUE_RANGE, () -> view.cast("Q").set(0, TWO_64));
        assertRefused(Why.VALUE_RANGE, () -> view.cast("q").set(0, BigInteger.ONE.shiftLeft(63)));
        assertRefused(Why.VALUE_RANGE, () -> view.cast("d").set(0, BigInteger.TEN.pow(400)));
        assertRefused(Why.VALUE_TYPE, () -> view.cast("?").set(0, new Object()));
        assertRefused(Why.NOT_BUFFER, () -> view.setItem(Slice.all(), 5));
        assertEquals("0102030405060708", view.hex());
        view.cast("Q").set(0, TWO_64.subtract(BigInteger.ONE));
        assertEquals("ff".repeat(8), view.hex());
    }

    @Test
    void everyCauseLeadsToItsException() {
        for (Why why : Why.values()) {
            assertEquals(why, why.because("so").why());
        }
        assertEquals(11, Arrays.stream(Why.values()).map(w -> w.because("so").getClass()).distinct().count());
    }
}
