// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** IEEE 754 binary16 from a double, rounded once; by way of a float it would be rounded twice. */
final class Half {
    /** Half-way between the largest binary16 and the one that would come next; from here on it rounds to infinity. */
    private static final double END = 65520.0;
    private static final double SMALLEST_NORMAL = 0x1p-14;
    private static final int MANTISSA_BITS = 10;
    private static final int EXPONENT_BIAS = 15;
    private static final int SIGN = 0x8000;
    private static final int INFINITY = 0x7c00;
    private static final int NAN = 0x7e00;

    private Half() {}

    /** Whether it is not rounded to infinity unless it is that already. */
    static boolean holds(double value) {
        return Double.isInfinite(value) || !(Math.abs(value) >= END);
    }

    /** The bits; what does not fit becomes infinity. */
    static short bits(double value) {
        int sign = Double.doubleToRawLongBits(value) < 0 ? SIGN : 0;
        return (short) (sign | magnitude(Math.abs(value)));
    }

    private static int magnitude(double value) {
        if (Double.isNaN(value)) {
            return NAN;
        }
        if (value >= END) {
            return INFINITY;
        }
        if (value < SMALLEST_NORMAL) {
            // The smallest subnormal is 2^-24, and the largest one's successor is normal.
            return (int) Math.rint(value * 0x1p24);
        }
        int exponent = Math.getExponent(value);
        // From 1024 to 2048: the hidden bit and a carry out of rounding both add to the exponent, as they should.
        int mantissa = (int) Math.rint(Math.scalb(value, MANTISSA_BITS - exponent));
        return (exponent + EXPONENT_BIAS - 1 << MANTISSA_BITS) + mantissa;
    }
}
