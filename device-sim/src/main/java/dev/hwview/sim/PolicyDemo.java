// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.register.Access;
import dev.hwview.register.Register;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterMap;
import java.util.Arrays;

/** The registers of {@code sim:regs}: one of 32 bits for each access policy, in {@link Access}'s order. */
public final class PolicyDemo {
    /** What each register holds after reset. */
    public static final int RESET = 0xA5A5_A5A5;

    /** All of them. */
    public static final RegisterMap REGISTERS =
            new RegisterMap("regs", Arrays.stream(Access.values()).map(PolicyDemo::declare).toList());

    private PolicyDemo() {}

    private static Register declare(Access access) {
        return Register32.at("REG_" + access, (long) access.ordinal() * Integer.BYTES, access).reset(RESET);
    }
}
