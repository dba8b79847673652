// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.HardwareException;
import java.util.function.IntUnaryOperator;

/**
 * A register of 8 bits. See {@link Register} for how to declare and use one.
 *
 * @param name in the data sheet
 * @param offset in bytes, any
 * @param access the policy of the bits that belong to no field
 * @param reset what it holds after reset
 * @param layout its fields
 */
public record Register8(String name, long offset, Access access, long reset, RegisterLayout layout)
        implements Register {
    /** The width in bits. */
    public static final int WIDTH = 8;

    /** Checks the offset. */
    public Register8 {
        Declarations.requirePlace(name, offset, Byte.BYTES);
    }

    /**
     * Declares a register that can be read and written and is 0 after reset.
     *
     * @param name in the data sheet
     * @param offset in bytes, any
     * @return the register
     */
    public static Register8 at(String name, long offset) {
        return at(name, offset, Access.RW);
    }

    /**
     * Declares a register that is 0 after reset.
     *
     * @param name in the data sheet
     * @param offset in bytes, any
     * @param access the policy of its bits
     * @return the register
     */
    public static Register8 at(String name, long offset, Access access) {
        return new Register8(name, offset, access, 0, new RegisterLayout(WIDTH, access));
    }

    /**
     * Says what it holds after reset. To be called before its fields are declared.
     *
     * @param value zero-extended
     * @return the register
     */
    public Register8 reset(int value) {
        return new Register8(name, offset, access, value & 0xFFL, layout);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    /**
     * Reads it: one access.
     *
     * @param space where it is
     * @return 0 to 255
     * @throws dev.hwview.fault.AccessPolicyException if it is write-only
     */
    public int read(RegisterSpace space) {
        if (!layout.readable()) {
            throw Refusal.ofRead(space, this);
        }
        try {
            return space.read8(offset);
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    /**
     * Reads it without order against memory.
     *
     * @param space where it is
     * @return 0 to 255
     * @throws dev.hwview.fault.AccessPolicyException if it is write-only
     */
    public int readRelaxed(RegisterSpace space) {
        if (!layout.readable()) {
            throw Refusal.ofRead(space, this);
        }
        try {
            return space.read8Relaxed(offset);
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    /**
     * Writes it: one access.
     *
     * @param space where it is
     * @param value 0 to 255
     * @throws dev.hwview.fault.AccessPolicyException if it is read-only
     * @throws dev.hwview.fault.FieldValueException if the value is negative or wider than the register
     */
    public void write(RegisterSpace space, int value) {
        if (!layout.writable()) {
            throw Refusal.ofWrite(space, this);
        }
        if (value >>> WIDTH != 0) {
            throw Refusal.tooWide(space, this, value);
        }
        try {
            space.write8(offset, value);
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    /**
     * Writes it without order against memory.
     *
     * @param space where it is
     * @param value 0 to 255
     * @throws dev.hwview.fault.AccessPolicyException if it is read-only
     * @throws dev.hwview.fault.FieldValueException if the value is negative or wider than the register
     */
    public void writeRelaxed(RegisterSpace space, int value) {
        if (!layout.writable()) {
            throw Refusal.ofWrite(space, this);
        }
        if (value >>> WIDTH != 0) {
            throw Refusal.tooWide(space, this, value);
        }
        try {
            space.write8Relaxed(offset, value);
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    /**
     * Reads it, changes it and writes it back. The change is given the value with each field at what leaves it alone: 0
     * in W1C bits, 1 in W0C bits. What it sets there on purpose is written.
     *
     * @param space where it is
     * @param change from the value read to the value to write; one that captures nothing allocates nothing
     * @throws dev.hwview.fault.AccessPolicyException if it has bits that no such cycle leaves alone
     */
    public void modify(RegisterSpace space, IntUnaryOperator change) {
        if (!layout.permitsModify()) {
            throw Refusal.ofModify(space, this);
        }
        write(space, change.applyAsInt((int) (read(space) & layout.keep() | layout.ones())));
    }

    @Override
    public void modify(RegisterSpace space, BitField field, long value) {
        if (!layout.permitsModify(field, value)) {
            throw Refusal.ofModify(space, this, field, value);
        }
        long others = ~field.mask();
        long keep = layout.keep() & others;
        long bits = layout.ones() & others | value << field.lsb();
        try {
            long current = keep == 0 ? 0 : space.read8(offset);
            space.write8(offset, (int) (current & keep | bits));
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    @Override
    public long readBits(RegisterSpace space) {
        return read(space);
    }

    @Override
    public void writeBits(RegisterSpace space, long bits) {
        if (bits >>> WIDTH != 0) {
            throw Refusal.tooWide(space, this, bits);
        }
        write(space, (int) bits);
    }

    @Override
    public String toString() {
        return Declarations.describe(this);
    }
}
