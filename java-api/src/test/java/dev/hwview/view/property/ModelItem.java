// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.Why;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One value of a format: its bytes, and what Python makes of them.
 *
 * @param letter Python's
 * @param size in bytes
 * @param bigEndian whether the first byte is the highest
 */
record ModelItem(char letter, int size, boolean bigEndian) {
    /** Half-way from binary16's largest number to the next that it would have. */
    private static final double HALF_END = 65520;
    private static final int HALF_INFINITY = 0x7c00;
    private static final int HALF_SIGN = 0x8000;

    private boolean isFloat() {
        return "efd".indexOf(letter) >= 0;
    }

    Object read(byte[] bytes) {
        BigInteger bits = new BigInteger(1, bigEndian ? bytes : reversed(bytes));
        return switch (letter) {
            case 's' -> new String(bytes, StandardCharsets.ISO_8859_1);
            case 'c' -> (char) bits.intValue();
            case '?' -> bits.signum() != 0;
            case 'e' -> (double) Float.float16ToFloat(bits.shortValue());
            case 'f' -> (double) Float.intBitsToFloat(bits.intValue());
            case 'd' -> Double.longBitsToDouble(bits.longValue());
            case 'B', 'H', 'I', 'L', 'Q', 'N', 'P' -> size == Long.BYTES ? bits : (Object) bits.longValue();
            default -> new BigInteger(bigEndian ? bytes : reversed(bytes)).longValue();
        };
    }

    byte[] write(Object value) {
        if (letter == 's') {
            return text(value);
        }
        BigInteger bits = switch (letter) {
            case 'c' -> character(value);
            case '?' -> truth(value) ? BigInteger.ONE : BigInteger.ZERO;
            case 'e', 'f', 'd' -> BigInteger.valueOf(floatBits(real(value)));
            default -> integer(value);
        };
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[bigEndian ? size - 1 - i : i] = bits.shiftRight(Byte.SIZE * i).byteValue();
        }
        return bytes;
    }

    private byte[] text(Object value) {
        Refusal.unless(value instanceof byte[] || value instanceof String, Why.VALUE_TYPE);
        Refusal.unless(!(value instanceof String s) || s.chars().allMatch(c -> c <= 0xff), Why.VALUE_RANGE);
        byte[] bytes = value instanceof String s ? s.getBytes(StandardCharsets.ISO_8859_1) : (byte[]) value;
        Refusal.unless(bytes.length <= size, Why.VALUE_RANGE);
        return Arrays.copyOf(bytes, size);
    }

    private BigInteger integer(Object value) {
        BigInteger whole = whole(value);
        Refusal.unless(whole != null, Why.VALUE_TYPE);
        BigInteger values = BigInteger.TWO.pow(Byte.SIZE * size);
        BigInteger least = Character.isLowerCase(letter) ? values.shiftRight(1).negate() : BigInteger.ZERO;
        Refusal.unless(whole.compareTo(least) >= 0 && whole.compareTo(least.add(values)) < 0, Why.VALUE_RANGE);
        return whole;
    }

    private static BigInteger character(Object value) {
        Refusal.unless(value instanceof Character || value instanceof byte[], Why.VALUE_TYPE);
        Refusal.unless(value instanceof Character c ? c <= 0xff : ((byte[]) value).length == 1, Why.VALUE_RANGE);
        return BigInteger.valueOf(value instanceof Character c ? c : ((byte[]) value)[0]);
    }

    private static boolean truth(Object value) {
        return switch (value) {
            case null -> false;
            case Boolean b -> b;
            case Number n -> n.doubleValue() != 0;
            case Character c -> true;
            case byte[] bytes -> bytes.length > 0;
            case String text -> !text.isEmpty();
            default -> throw new Refusal(Why.VALUE_TYPE);
        };
    }

    private double real(Object value) {
        BigInteger whole = whole(value);
        Refusal.unless(whole != null || value instanceof Double || value instanceof Float, Why.VALUE_TYPE);
        double real = whole != null ? whole.doubleValue() : ((Number) value).doubleValue();
        Refusal.unless(whole == null || Double.isFinite(real), Why.VALUE_RANGE);
        boolean tooLarge = Double.isFinite(real) && Math.abs(real) >= HALF_END;
        Refusal.unless(letter != 'e' || !tooLarge, Why.VALUE_RANGE);
        return real;
    }

    private long floatBits(double value) {
        return switch (letter) {
            case 'e' -> halfBits(value);
            case 'f' -> Float.floatToIntBits((float) value);
            default -> Double.doubleToLongBits(value);
        };
    }

    /** Looks for the nearest of all; of two that are as near the even one. */
    private static int halfBits(double value) {
        if (Double.isNaN(value)) {
            return 0x7e00;
        }
        double size = Math.abs(value);
        int nearest = HALF_INFINITY;
        double distance = Double.isInfinite(size) ? 0 : Double.POSITIVE_INFINITY;
        for (int bits = 0; bits < HALF_INFINITY; bits++) {
            double from = Math.abs(size - Float.float16ToFloat((short) bits));
            if (from < distance || from == distance && bits % 2 == 0 && Double.isFinite(from)) {
                nearest = bits;
                distance = from;
            }
        }
        return nearest | (Double.doubleToRawLongBits(value) < 0 ? HALF_SIGN : 0);
    }

    /** Whether two values are equal in Python: numbers by value whatever their types, bytes and text by content. */
    static boolean equal(Object left, Object right) {
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return a.size() == b.size() && IntStream.range(0, a.size()).allMatch(i -> equal(a.get(i), b.get(i)));
        }
        Object a = comparable(left);
        return a != null && a.equals(comparable(right));
    }

    /** An object that equals those of equal values; {@code null} for what equals nothing. */
    private static Object comparable(Object value) {
        BigInteger whole = whole(value);
        return switch (value) {
            case Object w when whole != null -> number(new BigDecimal(whole));
            case Double d when Double.isFinite(d) -> number(new BigDecimal(d));
            case Float f when Float.isFinite(f) -> number(new BigDecimal(f));
            case Double d when d.isInfinite() -> d;
            case Float f when f.isInfinite() -> f.doubleValue();
            case byte[] bytes when bytes.length == 1 -> (char) Byte.toUnsignedInt(bytes[0]);
            case Character c when c <= 0xff -> c;
            case String text -> text;
            case null, default -> null;
        };
    }

    private static BigDecimal number(BigDecimal exact) {
        return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }

    /** What Python takes for an integer; {@code null} for all else. */
    private static BigInteger whole(Object value) {
        return switch (value) {
            case Boolean b -> b ? BigInteger.ONE : BigInteger.ZERO;
            case BigInteger big -> big;
            case Byte n -> BigInteger.valueOf(n);
            case Short n -> BigInteger.valueOf(n);
            case Integer n -> BigInteger.valueOf(n);
            case Long n -> BigInteger.valueOf(n);
            case null, default -> null;
        };
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return turned;
    }
}
