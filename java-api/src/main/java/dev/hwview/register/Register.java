// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.AccessPolicyException;
import java.time.Duration;

/**
 * What a register is: a name and an offset from the data sheet, a width, an access policy, fields. Where it is, a
 * {@link RegisterSpace}, is given to each access, so one declaration in a static final serves every device.
 *
 * {@snippet :
 * static final Register32 CONTROL = Register32.at("CONTROL", 0x00);
 * static final Flag ENABLE = CONTROL.flag("ENABLE", 0);
 * static final Field SPEED = CONTROL.field("SPEED", 7, 4);
 *
 * SPEED.set(bar, 3);          // one read and one write
 * ENABLE.set(bar);
 * CONTROL.modify(bar, v -> SPEED.with(ENABLE.with(v, true), 3));   // both in one read and one write
 * }
 *
 * <p>Descriptors are immutable but for the fields that are added while they are declared; declare them in static
 * finals, which the JIT compiler folds into the code. Accesses allocate nothing. Any thread may use a descriptor.
 */
public sealed interface Register permits Register8, Register16, Register32, Register64 {
    /**
     * The name in the data sheet.
     *
     * @return such as {@code STATUS}
     */
    String name();

    /**
     * Where it is in its space.
     *
     * @return in bytes
     */
    long offset();

    /**
     * The policy of the bits that belong to no field.
     *
     * @return the policy
     */
    Access access();

    /**
     * What it holds after reset.
     *
     * @return zero-extended
     */
    long reset();

    /**
     * The fields.
     *
     * @return shared by the elements of a register array
     */
    RegisterLayout layout();

    /**
     * How wide it is.
     *
     * @return 8, 16, 32 or 64 bits
     */
    int width();

    /**
     * Reads it, whatever its width.
     *
     * @param space where it is
     * @return zero-extended
     */
    long readBits(RegisterSpace space);

    /**
     * Writes it, whatever its width.
     *
     * @param space where it is
     * @param bits zero-extended
     * @throws dev.hwview.fault.FieldValueException if the value is wider than the register
     */
    void writeBits(RegisterSpace space, long bits);

    /**
     * Declares a field.
     *
     * @param name in the data sheet
     * @param msb its highest bit, as in [7:4]
     * @param lsb its lowest bit
     * @return the field, with the register's own policy
     */
    default Field field(String name, int msb, int lsb) {
        return field(name, msb, lsb, access());
    }

    /**
     * Declares a field.
     *
     * @param name in the data sheet
     * @param msb its highest bit, as in [7:4]
     * @param lsb its lowest bit
     * @param access its policy
     * @return the field
     * @throws IllegalArgumentException if it is outside the register, overlaps another field, or the name is taken
     */
    default Field field(String name, int msb, int lsb, Access access) {
        return layout().declare(new Field(this, name, lsb, msb - lsb + 1, access));
    }

    /**
     * Declares a flag.
     *
     * @param name in the data sheet
     * @param bit which bit
     * @return the flag, with the register's own policy
     */
    default Flag flag(String name, int bit) {
        return flag(name, bit, access());
    }

    /**
     * Declares a flag.
     *
     * @param name in the data sheet
     * @param bit which bit
     * @param access its policy
     * @return the flag
     * @throws IllegalArgumentException if it is outside the register, overlaps another field, or the name is taken
     */
    default Flag flag(String name, int bit, Access access) {
        return layout().declare(new Flag(this, name, bit, access));
    }

    /**
     * Declares an enumerated field. The constants' codes are their ordinals, or what {@link Coded#code()} says.
     *
     * @param <E> the enumeration
     * @param name in the data sheet
     * @param msb its highest bit
     * @param lsb its lowest bit
     * @param type the enumeration
     * @return the field, with the register's own policy
     */
    default <E extends Enum<E>> EnumField<E> enumeration(String name, int msb, int lsb, Class<E> type) {
        return enumeration(name, msb, lsb, type, access());
    }

    /**
     * Declares an enumerated field with a policy of its own.
     *
     * @param <E> the enumeration
     * @param name in the data sheet
     * @param msb its highest bit
     * @param lsb its lowest bit
     * @param type the enumeration
     * @param access its policy
     * @return the field
     * @throws IllegalArgumentException if two constants share a code, or one does not fit
     */
    default <E extends Enum<E>> EnumField<E> enumeration(String name, int msb, int lsb, Class<E> type, Access access) {
        return layout().declare(EnumField.of(this, name, lsb, msb - lsb + 1, access, type));
    }

    /**
     * Changes one field and leaves its neighbours alone: those that a written 1 or 0 would clear, set or toggle get
     * the neutral value, the others what was read. The read is left out where no bit needs it.
     *
     * @param space where the register is
     * @param field one of this register's
     * @param value for the field
     * @throws dev.hwview.fault.FieldValueException if the value does not fit
     * @throws AccessPolicyException if the register or the field can't be modified without a side effect
     * @throws dev.hwview.fault.UnknownRegisterException if the field is another register's
     */
    void modify(RegisterSpace space, BitField field, long value);

    /**
     * Waits until some bits have a value: reads again and again, and once more after the deadline, so that a thread
     * that was off the CPU does not report a device that was in time.
     *
     * @param space where the register is
     * @param mask the bits to look at
     * @param value what they are to be
     * @param timeout at most
     * @return the register's value that ended the wait
     * @throws dev.hwview.fault.DeadlineException if the bits did not have the value in time
     */
    default long await(RegisterSpace space, long mask, long value, Duration timeout) {
        return Poll.until(this, space, mask, value, timeout);
    }
}
