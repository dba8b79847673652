// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** What an item is taken for. Each fits a long: a float as the bits of a double, the others as their value. */
enum ItemKind {
    SIGNED, UNSIGNED, BOOLEAN, CHARACTER, FLOAT;

    private static final double TWO_63 = 0x1p63;

    /**
     * Whether two items are equal in value, as Python's {@code ==} has it: 1, 1.0 and true are, 'a' and 97 are not. A
     * 64-bit integer is not rounded to meet a double.
     */
    static boolean equal(ItemKind kind, long bits, ItemKind otherKind, long otherBits) {
        if (kind == CHARACTER || otherKind == CHARACTER) {
            return kind == otherKind && bits == otherBits;
        }
        if (kind == FLOAT) {
            double value = Double.longBitsToDouble(bits);
            return otherKind == FLOAT ? value == Double.longBitsToDouble(otherBits)
                    : equal(otherKind, otherBits, value);
        }
        if (otherKind == FLOAT) {
            return equal(kind, bits, Double.longBitsToDouble(otherBits));
        }
        return bits == otherBits && (bits >= 0 || (kind == UNSIGNED) == (otherKind == UNSIGNED));
    }

    private static boolean equal(ItemKind kind, long integer, double value) {
        if (kind == UNSIGNED && integer < 0) {
            return value >= TWO_63 && value < 2 * TWO_63 && (long) (value - TWO_63) == (integer ^ Long.MIN_VALUE);
        }
        // A double from -2^63 to below 2^63 that equals the rounded integer has no fraction, so the cast back is exact.
        return value == (double) integer && value < TWO_63 && (long) value == integer;
    }
}
