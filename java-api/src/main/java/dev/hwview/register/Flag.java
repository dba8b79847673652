// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.AccessPolicyException;
import java.time.Duration;

/**
 * One bit that means yes or no. Made by {@link Register#flag}.
 *
 * @param register the register that it was declared in
 * @param name in the data sheet
 * @param lsb which bit
 * @param access its policy
 */
public record Flag(Register register, String name, int lsb, Access access) implements BitField {
    /** Checks that it lies in its register. */
    public Flag {
        Declarations.requireInside(register, name, lsb, 1);
    }

    @Override
    public int width() {
        return 1;
    }

    /**
     * Looks at a register's value.
     *
     * @param registerValue as read from a register of up to 32 bits
     * @return whether the flag is 1
     */
    public boolean isSet(int registerValue) {
        return (registerValue >>> lsb & 1) != 0;
    }

    /**
     * Looks at a register's value.
     *
     * @param registerValue as read
     * @return whether the flag is 1
     */
    public boolean isSet(long registerValue) {
        return (registerValue >>> lsb & 1) != 0;
    }

    /**
     * Reads its register, once.
     *
     * @param space where the register is
     * @return whether the flag is 1
     */
    public boolean isSet(RegisterSpace space) {
        if (!access.readable()) {
            throw Refusal.ofRead(space, this);
        }
        return isSet(register.readBits(space));
    }

    /**
     * Puts the flag into a register's value.
     *
     * @param registerValue to start from
     * @param on the flag
     * @return the register's value with the flag changed
     */
    public int with(int registerValue, boolean on) {
        return (int) with((long) registerValue, on);
    }

    /**
     * Puts the flag into a register's value.
     *
     * @param registerValue to start from
     * @param on the flag
     * @return the register's value with the flag changed
     */
    public long with(long registerValue, boolean on) {
        return on ? registerValue | mask() : registerValue & ~mask();
    }

    /**
     * Makes the device's bit 1, by whatever write its policy takes, and leaves the neighbours alone.
     *
     * @param space where the register is
     * @throws AccessPolicyException if no write sets it
     */
    public void set(RegisterSpace space) {
        switch (access) {
            case RW, WO, W1, WO1, WRC, WRS, W1S, W1SRC, WS, WSRC, WOS -> register.modify(space, this, 1);
            case W0S, W0SRC -> register.modify(space, this, 0);
            default -> throw cannot(space, "set");
        }
    }

    /**
     * Makes the device's bit 0, by whatever write its policy takes, and leaves the neighbours alone. For a W1C flag
     * that is the acknowledgement: it writes a one.
     *
     * @param space where the register is
     * @throws AccessPolicyException if no write clears it
     */
    public void clear(RegisterSpace space) {
        switch (access) {
            case RW, WO, W1, WO1, WRC, WRS, W0C, W0CRS, WC, WCRS, WOC -> register.modify(space, this, 0);
            case W1C, W1CRS -> register.modify(space, this, 1);
            default -> throw cannot(space, "clear");
        }
    }

    private AccessPolicyException cannot(RegisterSpace space, String verb) {
        var e = new AccessPolicyException(space.name(), register.offset(),
                "has no write that would " + verb + " " + name + ", which is " + access);
        e.in(register.name());
        return e;
    }

    /**
     * Waits until it is 1.
     *
     * @param space where the register is
     * @param timeout at most
     * @throws dev.hwview.fault.DeadlineException if it was not in time
     */
    public void awaitSet(RegisterSpace space, Duration timeout) {
        if (!access.readable()) {
            throw Refusal.ofRead(space, this);
        }
        register.await(space, mask(), mask(), timeout);
    }

    /**
     * Waits until it is 0.
     *
     * @param space where the register is
     * @param timeout at most
     * @throws dev.hwview.fault.DeadlineException if it was not in time
     */
    public void awaitClear(RegisterSpace space, Duration timeout) {
        if (!access.readable()) {
            throw Refusal.ofRead(space, this);
        }
        register.await(space, mask(), 0, timeout);
    }

    @Override
    public String toString() {
        return register.name() + "." + name + "[" + lsb + "]";
    }
}
