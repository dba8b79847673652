// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;

/** Values between the vectors' notation and Java. */
final class Value {
    private static final HexFormat HEX = HexFormat.of();

    private Value() {}

    /** What Java's side is given for a value of the vectors. */
    static Object toJava(Object value) throws InexpressibleException {
        return switch (value) {
            case null -> null;
            case Boolean b -> b;
            case BigInteger big -> big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
            case String s when s.startsWith("f:") -> real(s.substring(2));
            case String s when s.startsWith("c:") -> HEX.parseHex(s.substring(2));
            case String s when s.startsWith("s:") -> s.substring(2);
            default -> throw new InexpressibleException(value);
        };
    }

    static Long toLong(Object value) throws InexpressibleException {
        if (value instanceof BigInteger big && big.bitLength() < Long.SIZE) {
            return big.longValue();
        }
        throw new InexpressibleException(value);
    }

    /** A number that no size comes near to is as good as any other such, so what is too large becomes the largest. */
    static Long toPlace(Object value) throws InexpressibleException {
        if (value instanceof BigInteger big && big.bitLength() >= Long.SIZE) {
            return big.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return toLong(value);
    }

    private static double real(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** Whether what Java's side returned is what was recorded, type and all. */
    static boolean matches(Object recorded, Object actual) throws InexpressibleException {
        if (recorded instanceof List<?> list) {
            if (!(actual instanceof List<?> others) || others.size() != list.size()) {
                return false;
            }
            for (int i = 0; i < list.size(); i++) {
                if (!matches(list.get(i), others.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return switch (actual) {
            case null -> recorded == null;
            case Boolean b -> b.equals(recorded);
            case Integer n -> BigInteger.valueOf(n).equals(recorded);
            case Long n -> BigInteger.valueOf(n).equals(recorded);
            case BigInteger n -> n.equals(recorded);
            // Double.equals tells the zeros apart and takes all NaNs for one
            case Double d -> recorded instanceof String s && s.startsWith("f:") && d.equals(toJava(s));
            case Character c -> ("c:" + HEX.toHexDigits((byte) (char) c)).equals(recorded);
            case byte[] bytes -> ("c:" + HEX.formatHex(bytes)).equals(recorded);
            case String s -> ("s:" + s).equals(recorded);
            default -> false;
        };
    }
}
