// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import java.time.Duration;

/**
 * A field that holds a number, unsigned. Made by {@link Register#field}.
 *
 * @param register the register that it was declared in
 * @param name in the data sheet
 * @param lsb its lowest bit
 * @param width in bits
 * @param access its policy
 */
public record Field(Register register, String name, int lsb, int width, Access access) implements BitField {
    /** Checks that it lies in its register. */
    public Field {
        Declarations.requireInside(register, name, lsb, width);
    }

    /**
     * Takes the field out of a register's value.
     *
     * @param registerValue as read from a register of up to 32 bits
     * @return its bits, unsigned up to 31 of them
     */
    public int get(int registerValue) {
        return (int) extract(Integer.toUnsignedLong(registerValue));
    }

    /**
     * Takes the field out of a register's value.
     *
     * @param registerValue as read
     * @return zero-extended
     */
    public long get(long registerValue) {
        return extract(registerValue);
    }

    /**
     * Puts a value into a register's value.
     *
     * @param registerValue to start from
     * @param value unsigned
     * @return the register's value with the field changed
     * @throws dev.hwview.fault.FieldValueException if it does not fit
     */
    public int with(int registerValue, int value) {
        // a narrow field has no negative value
        long unsigned = width < Integer.SIZE ? value : Integer.toUnsignedLong(value);
        return (int) (registerValue & ~mask() | prep(unsigned));
    }

    /**
     * Puts a value into a register's value.
     *
     * @param registerValue to start from
     * @param value unsigned
     * @return the register's value with the field changed
     * @throws dev.hwview.fault.FieldValueException if it does not fit
     */
    public long with(long registerValue, long value) {
        return registerValue & ~mask() | prep(value);
    }

    /**
     * Reads its register, once.
     *
     * @param space where the register is
     * @return the field's low 32 bits; a wider one needs {@link #readLong}
     */
    public int read(RegisterSpace space) {
        return (int) readLong(space);
    }

    /**
     * Reads its register, once.
     *
     * @param space where the register is
     * @return the field, zero-extended
     */
    public long readLong(RegisterSpace space) {
        if (!access.readable()) {
            throw Refusal.ofRead(space, this);
        }
        return extract(register.readBits(space));
    }

    /**
     * Writes it and leaves its neighbours alone, see {@link Register#modify}.
     *
     * @param space where the register is
     * @param value unsigned
     */
    public void set(RegisterSpace space, long value) {
        register.modify(space, this, value);
    }

    /**
     * Waits until it has a value.
     *
     * @param space where the register is
     * @param value to wait for
     * @param timeout at most
     * @throws dev.hwview.fault.DeadlineException if it had not in time
     */
    public void await(RegisterSpace space, long value, Duration timeout) {
        if (!access.readable()) {
            throw Refusal.ofRead(space, this);
        }
        register.await(space, mask(), prep(value), timeout);
    }

    @Override
    public String toString() {
        return register.name() + "." + name + (width == 1 ? "[" + lsb + "]" : "[" + msb() + ":" + lsb + "]");
    }
}
