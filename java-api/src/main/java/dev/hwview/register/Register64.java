// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.HardwareException;
import java.util.function.LongUnaryOperator;

/**
 * A register of 64 bits. See {@link Register} for how to declare and use one.
 *
 * @param name in the data sheet
 * @param offset in bytes, a multiple of 8, or of 4 if it is accessed in halves
 * @param access the policy of the bits that belong to no field
 * @param reset what it holds after reset
 * @param halves whether it is accessed whole or as two 32-bit halves, and which comes first
 * @param layout its fields
 */
public record Register64(String name, long offset, Access access, long reset, Halves halves, RegisterLayout layout)
        implements Register {
    /** The width in bits. */
    public static final int WIDTH = 64;

    /** Checks the offset. */
    public Register64 {
        Declarations.requirePlace(name, offset, halves == Halves.WHOLE ? Long.BYTES : Integer.BYTES);
    }

    /**
     * Declares a register that can be read and written and is 0 after reset.
     *
     * @param name in the data sheet
     * @param offset in bytes, a multiple of 8, or of 4 if it is accessed in halves
     * @return the register
     */
    public static Register64 at(String name, long offset) {
        return at(name, offset, Access.RW);
    }

    /**
     * Declares a register that is 0 after reset.
     *
     * @param name in the data sheet
     * @param offset in bytes, a multiple of 8, or of 4 if it is accessed in halves
     * @param access the policy of its bits
     * @return the register
     */
    public static Register64 at(String name, long offset, Access access) {
        return at(name, offset, access, Halves.WHOLE);
    }

    /**
     * Declares a register that the device takes as a whole or as two 32-bit accesses.
     *
     * @param name in the data sheet
     * @param offset in bytes, a multiple of 8, or of 4 if it is accessed in halves
     * @param access the policy of its bits
     * @param halves whole, or which half first
     * @return the register
     */
    public static Register64 at(String name, long offset, Access access, Halves halves) {
        return new Register64(name, offset, access, 0, halves, new RegisterLayout(WIDTH, access));
    }

    /**
     * Says what it holds after reset. To be called before its fields are declared.
     *
     * @param value zero-extended
     * @return the register
     */
    public Register64 reset(long value) {
        return new Register64(name, offset, access, value, halves, layout);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    /**
     * Reads it: one access, or two if it is accessed in halves.
     *
     * @param space where it is
     * @return all 64 bits
     * @throws dev.hwview.fault.AccessPolicyException if it is write-only
     */
    public long read(RegisterSpace space) {
        if (!layout.readable()) {
            throw Refusal.ofRead(space, this);
        }
        try {
            return halves.read(space, offset);
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    /**
     * Reads it without order against memory.
     *
     * @param space where it is
     * @return all 64 bits
     * @throws dev.hwview.fault.AccessPolicyException if it is write-only
     */
    public long readRelaxed(RegisterSpace space) {
        if (!layout.readable()) {
            throw Refusal.ofRead(space, this);
        }
        try {
            return halves.readRelaxed(space, offset);
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    /**
     * Writes it: one access, or two if it is accessed in halves.
     *
     * @param space where it is
     * @param value all 64 bits
     * @throws dev.hwview.fault.AccessPolicyException if it is read-only
     */
    public void write(RegisterSpace space, long value) {
        if (!layout.writable()) {
            throw Refusal.ofWrite(space, this);
        }
        try {
            halves.write(space, offset, value);
        } catch (HardwareException e) {
            throw e.in(name);
        }
    }

    /**
     * Writes it without order against memory.
     *
     * @param space where it is
     * @param value all 64 bits
     * @throws dev.hwview.fault.AccessPolicyException if it is read-only
     */
    public void writeRelaxed(RegisterSpace space, long value) {
        if (!layout.writable()) {
            throw Refusal.ofWrite(space, this);
        }
        try {
            halves.writeRelaxed(space, offset, value);
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
    public void modify(RegisterSpace space, LongUnaryOperator change) {
        if (!layout.permitsModify()) {
            throw Refusal.ofModify(space, this);
        }
        write(space, change.applyAsLong(read(space) & layout.keep() | layout.ones()));
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
            long current = keep == 0 ? 0 : halves.read(space, offset);
            halves.write(space, offset, current & keep | bits);
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
        write(space, bits);
    }

    @Override
    public String toString() {
        return Declarations.describe(this);
    }
}
