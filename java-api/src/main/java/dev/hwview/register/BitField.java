// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

/** A run of bits in a register. */
public sealed interface BitField permits Field, Flag, EnumField {
    /**
     * The register that it was declared in.
     *
     * @return the register; for an array's field, the array's template
     */
    Register register();

    /**
     * The name in the data sheet.
     *
     * @return such as {@code SPEED}
     */
    String name();

    /**
     * The lowest bit.
     *
     * @return 0 to 63
     */
    int lsb();

    /**
     * How many bits.
     *
     * @return 1 to 64
     */
    int width();

    /**
     * What reads and writes do to it.
     *
     * @return the policy
     */
    Access access();

    /**
     * The highest bit.
     *
     * @return 0 to 63
     */
    default int msb() {
        return lsb() + width() - 1;
    }

    /**
     * The largest value that fits.
     *
     * @return 2^width - 1, unsigned
     */
    default long max() {
        return -1L >>> (Long.SIZE - width());
    }

    /**
     * The field's bits in its register.
     *
     * @return ones where the field is
     */
    default long mask() {
        return max() << lsb();
    }

    /**
     * Takes the field out of a register's value (Linux's FIELD_GET).
     *
     * @param registerValue as read
     * @return zero-extended
     */
    default long extract(long registerValue) {
        return registerValue >>> lsb() & max();
    }

    /**
     * Moves a value to the field's place (Linux's FIELD_PREP).
     *
     * @param value unsigned
     * @return the value, shifted
     * @throws dev.hwview.fault.FieldValueException if it does not fit
     */
    default long prep(long value) {
        if ((value & ~max()) != 0) {
            throw Refusal.tooWide(null, register(), this, value);
        }
        return value << lsb();
    }
}
