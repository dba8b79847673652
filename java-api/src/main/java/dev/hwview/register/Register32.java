// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.HardwareException;
import java.util.function.IntUnaryOperator;

/**
 * A register of 32 bits. See {@link Register} for how to declare and use one.
 *
 * @param name in the data sheet
 * @param offset in bytes, a multiple of 4
 * @param access the policy of the bits that belong to no field
 * @param reset what it holds after reset
 * @param layout its fields
 */
public record Register32(String name, long offset, Access access, long reset, RegisterLayout layout)
        implements Register {
    /** The width in bits. */
    public static final int WIDTH = 32;

    /** Checks the offset. */
    public Register32 {
        Declarations.requirePlace(name, offset, Integer.BYTES);
    }

    /**
     * Declares a register that can be read and written and is 0 after reset.
     *
     * @param name in the data sheet
     * @param offset in bytes, a multiple of 4
     * @return the register
     */
    public static Register32 at(String name, long offset) {
        return at(name, offset, Access.RW);
    }

    /**
     * Declares a register that is 0 after reset.
     *
     * @param name in the data sheet
     * @param offset in bytes, a multiple of 4
     * @param access the policy of its bits
     * @return the register
     */
    public static Register32 at(String name, long offset, Access access) {
        return new Register32(name, offset, access, 0, new RegisterLayout(WIDTH, access));
    }

    /**
     * Says what it holds after reset. To be called before its fields are declared.
     *
     * @param value zero-extended
     * @return the register
     */
    public Register32 reset(int value) {
        return new Register32(name, offset, access, Integer.toUnsignedLong(value), layout);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    /**
     * Reads it: one access.
     *
     * @param space where it is
     * @return all 32 bits
     * @throws dev.hwview.fault.AccessPolicyException if it is write-only
     */
    public int read(RegisterSpace space) {
        if (!layout.readable()) {
            throw Refusal.ofRead(space, this);
        }
        try {
            return space.read32(offset);
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    /**
     * Reads it without order against memory.
     *
     * @param space where it is
     * @return all 32 bits
     * @throws dev.hwview.fault.AccessPolicyException if it is write-only
     */
    public int readRelaxed(RegisterSpace space) {
        if (!layout.readable()) {
            throw Refusal.ofRead(space, this);
        }
        try {
            return space.read32Relaxed(offset);
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    /**
     * Writes it: one access.
     *
     * @param space where it is
     * @param value all 32 bits
     * @throws dev.hwview.fault.AccessPolicyException if it is read-only
     */
    public void write(RegisterSpace space, int value) {
        if (!layout.writable()) {
            throw Refusal.ofWrite(space, this);
        }
        try {
            space.write32(offset, value);
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    /**
     * Writes it without order against memory.
     *
     * @param space where it is
     * @param value all 32 bits
     * @throws dev.hwview.fault.AccessPolicyException if it is read-only
     */
    public void writeRelaxed(RegisterSpace space, int value) {
        if (!layout.writable()) {
            throw Refusal.ofWrite(space, this);
        }
        try {
            space.write32Relaxed(offset, value);
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
            long current = keep == 0 ? 0 : space.read32(offset);
            space.write32(offset, (int) (current & keep | bits));
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    @Override
    public long readBits(RegisterSpace space) {
        return Integer.toUnsignedLong(read(space));
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
