// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An item between its Java object and the long that {@link ItemKind} describes. Objects are of the format's type:
 * Boolean for {@code ?}, Character up to 0xff for {@code c}, Double for {@code e f d}, BigInteger for {@code L Q},
 * else Long.
 */
final class Item {
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(Long.SIZE);
    private static final int CHARACTER_END = 0x100;

    private Item() {}

    /** The object of an item of some bytes. */
    static Object toObject(ItemKind kind, long bits, int size) {
        return switch (kind) {
            case BOOLEAN -> bits != 0;
            case CHARACTER -> (char) bits;
            case FLOAT -> Double.longBitsToDouble(bits);
            case SIGNED -> bits;
            case UNSIGNED -> size == Long.BYTES ? unsigned(bits) : (Object) bits;
        };
    }

    private static BigInteger unsigned(long bits) {
        BigInteger signed = BigInteger.valueOf(bits);
        return bits < 0 ? signed.add(UNSIGNED_END) : signed;
    }

    /** The item of an object, by Python's rules: an integer is no float's remainder, but a float takes any number. */
    static long fromObject(Scalar format, Object value) {
        return switch (format.kind()) {
            case BOOLEAN -> truth(format, value) ? 1 : 0;
            case CHARACTER -> character(format, value);
            case FLOAT -> Double.doubleToRawLongBits(real(format, value));
            case SIGNED -> integer(format, value, format.itemSize() * Byte.SIZE, true);
            case UNSIGNED -> integer(format, value, format.itemSize() * Byte.SIZE, false);
        };
    }

    /** A whole number that fits some bits. */
    static long integer(Format format, Object value, int bits, boolean signed) {
        BigInteger big = wholeNumber(value);
        if (big == null) {
            throw format.wrongType(value);
        }
        if (signed ? big.bitLength() >= bits : big.signum() < 0 || big.bitLength() > bits) {
            throw format.outOfRange(value);
        }
        return big.longValue();
    }

    private static double real(Scalar format, Object value) {
        BigInteger big = wholeNumber(value);
        double real;
        if (big != null) {
            real = big.doubleValue();
            if (Double.isInfinite(real)) {
                throw format.outOfRange(value);
            }
        } else if (value instanceof Double || value instanceof Float) {
            real = ((Number) value).doubleValue();
        } else {
            throw format.wrongType(value);
        }
        // Python lets a float32 overflow to infinity, and refuses it for a float16.
        if (format.letter() == 'e' && !Half.holds(real)) {
            throw format.outOfRange(value);
        }
        return real;
    }

    private static long character(Format format, Object value) {
        if (value instanceof Character c) {
            if (c >= CHARACTER_END) {
                throw format.outOfRange(value);
            }
            return c;
        }
        if (value instanceof byte[] bytes) {
            if (bytes.length != 1) {
                throw Why.VALUE_RANGE.because("an item of format " + format + " is one byte, not " + bytes.length);
            }
            return Byte.toUnsignedLong(bytes[0]);
        }
        throw format.wrongType(value);
    }

    private static boolean truth(Format format, Object value) {
        BigInteger big = wholeNumber(value);
        if (big != null) {
            return big.signum() != 0;
        }
        return switch (value) {
            case null -> false;
            case Double d -> d != 0;
            case Float f -> f != 0;
            case Character c -> true;
            case byte[] bytes -> bytes.length > 0;
            case CharSequence text -> !text.isEmpty();
            default -> throw format.wrongType(value);
        };
    }

    /** Finds the item that a value would have to equal; {@code null} where no item can. */
    static Sought sought(Object value) {
        BigInteger big = wholeNumber(value);
        if (big != null) {
            return sought(big);
        }
        return switch (value) {
            case Double d -> new Sought(ItemKind.FLOAT, Double.doubleToRawLongBits(d));
            case Float f -> new Sought(ItemKind.FLOAT, Double.doubleToRawLongBits(f));
            case Character c when c < CHARACTER_END -> new Sought(ItemKind.CHARACTER, c);
            case byte[] bytes when bytes.length == 1 -> new Sought(ItemKind.CHARACTER, Byte.toUnsignedLong(bytes[0]));
            case null, default -> null;
        };
    }

    private static Sought sought(BigInteger big) {
        if (big.bitLength() < Long.SIZE) {
            return new Sought(ItemKind.SIGNED, big.longValue());
        }
        if (big.signum() > 0 && big.bitLength() == Long.SIZE) {
            return new Sought(ItemKind.UNSIGNED, big.longValue());
        }
        double real = big.doubleValue(); // too large for an integer's item, but a double may hold it
        boolean exact = Double.isFinite(real) && new BigDecimal(real).compareTo(new BigDecimal(big)) == 0;
        return exact ? new Sought(ItemKind.FLOAT, Double.doubleToRawLongBits(real)) : null;
    }

    private static BigInteger wholeNumber(Object value) {
        return switch (value) {
            case Boolean b -> b ? BigInteger.ONE : BigInteger.ZERO;
            case Byte n -> BigInteger.valueOf(n);
            case Short n -> BigInteger.valueOf(n);
            case Integer n -> BigInteger.valueOf(n);
            case Long n -> BigInteger.valueOf(n);
            case BigInteger n -> n;
            case null, default -> null;
        };
    }

    /** Python's {@code ==} between items: numbers by value, records field by field. */
    static boolean equal(Object left, Object right) {
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return a.size() == b.size() && IntStream.range(0, a.size()).allMatch(i -> equal(a.get(i), b.get(i)));
        }
        Sought a = sought(left);
        Sought b = sought(right);
        return a != null && b != null ? ItemKind.equal(a.kind, a.bits, b.kind, b.bits)
                : a == null && b == null && left instanceof CharSequence && left.equals(right);
    }

    /** What is looked for among items. */
    record Sought(ItemKind kind, long bits) {}
}
