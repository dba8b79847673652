// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.fault.ResourceException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.sim.internal.ffm.DevsimNative;

/** How a simulated device's registers are reached. */
public enum RegisterPath {
    /** By traps where they work, else by calls. */
    BEST,
    /** Registers are memory whose every access traps: what the CPU really did is what the model sees. */
    TRAP,
    /** Registers are function calls: the same model, on any system. */
    CALL;

    static RegisterPath named(String device, String name) {
        return switch (name) {
            case "trap" -> TRAP;
            case "call" -> CALL;
            default -> throw new UnknownDeviceException(device, "has no access=" + name + ": it is trap or call");
        };
    }

    /** BEST becomes one of the others. */
    RegisterPath resolve(String device) {
        boolean traps = DevsimNative.devsim_trap_supported() != 0;
        if (this == TRAP && !traps) {
            throw new ResourceException(device, "can't trap its registers on this system: open it with access=call");
        }
        return this == CALL || !traps ? CALL : TRAP;
    }

    int code() {
        return this == TRAP ? DevsimNative.DEVSIM_ACCESS_TRAP() : DevsimNative.DEVSIM_ACCESS_CALL();
    }
}
