// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.FieldValueException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A field whose values have names. Made by {@link Register#enumeration}.
 *
 * @param <E> the enumeration
 * @param register the register that it was declared in
 * @param name in the data sheet
 * @param lsb its lowest bit
 * @param width in bits, 16 at most
 * @param access its policy
 * @param byCode the constants by their codes, {@code null} where a code is reserved; not to be changed
 */
public record EnumField<E extends Enum<E>>(Register register, String name, int lsb, int width, Access access,
        E[] byCode)
        implements BitField {
    /** Checks that it lies in its register. */
    public EnumField {
        Declarations.requireInside(register, name, lsb, width);
    }

    static <E extends Enum<E>> EnumField<E> of(Register register, String name, int lsb, int width, Access access,
            Class<E> type) {
        if (width > Short.SIZE) {
            throw new IllegalArgumentException(name + ": an enumerated field has 16 bits at most, not " + width);
        }
        E[] constants = type.getEnumConstants();
        E[] byCode = Arrays.copyOf(constants, 0);
        for (E constant : constants) {
            int code = codeOf(constant);
            if (code < 0 || code >>> width != 0) {
                throw new IllegalArgumentException(name + ": " + constant + " = " + code + " needs more than " + width
                        + " bits");
            }
            if (code >= byCode.length) {
                byCode = Arrays.copyOf(byCode, code + 1);
            }
            if (byCode[code] != null) {
                throw new IllegalArgumentException(name + ": " + constant + " and " + byCode[code] + " share the code "
                        + code);
            }
            byCode[code] = constant;
        }
        return new EnumField<>(register, name, lsb, width, access, byCode);
    }

    private static int codeOf(Enum<?> constant) {
        return constant instanceof Coded coded ? coded.code() : constant.ordinal();
    }

    /**
     * Takes the field out of a register's value.
     *
     * @param registerValue as read, zero-extended
     * @return the constant, or {@code null} where the code is reserved
     */
    public E get(long registerValue) {
        int code = (int) extract(registerValue);
        return code < byCode.length ? byCode[code] : null;
    }

    /**
     * Puts a constant into a register's value.
     *
     * @param registerValue to start from
     * @param value the constant
     * @return the register's value with the field changed
     */
    public long with(long registerValue, E value) {
        return registerValue & ~mask() | prep(codeOf(value));
    }

    /**
     * Puts a constant into a register's value.
     *
     * @param registerValue to start from
     * @param value the constant
     * @return the register's value with the field changed
     */
    public int with(int registerValue, E value) {
        return (int) with((long) registerValue, value);
    }

    /**
     * Reads its register, once.
     *
     * @param space where the register is
     * @return the constant
     * @throws FieldValueException if the code is reserved
     */
    public E read(RegisterSpace space) {
        if (!access.readable()) {
            throw Refusal.ofRead(space, this);
        }
        long registerValue = register.readBits(space);
        E value = get(registerValue);
        if (value == null) {
            throw new FieldValueException(space.name(), register.offset(),
                    "has the reserved value " + extract(registerValue) + " in " + name).in(register.name());
        }
        return value;
    }

    /**
     * Writes it and leaves its neighbours alone, see {@link Register#modify}.
     *
     * @param space where the register is
     * @param value the constant
     */
    public void set(RegisterSpace space, E value) {
        register.modify(space, this, codeOf(value));
    }

    /**
     * Waits until it has a value.
     *
     * @param space where the register is
     * @param value to wait for
     * @param timeout at most
     * @throws dev.hwview.fault.DeadlineException if it had not in time
     */
    public void await(RegisterSpace space, E value, Duration timeout) {
        if (!access.readable()) {
            throw Refusal.ofRead(space, this);
        }
        register.await(space, mask(), prep(codeOf(value)), timeout);
    }

    @Override
    public String toString() {
        return register.name() + "." + name + "[" + msb() + ":" + lsb + "]";
    }
}
