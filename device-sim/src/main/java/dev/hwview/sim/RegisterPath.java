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
    CALL,
    /**
     * Registers are plain memory that the model looks at when {@link Simulation#step} is called or while it polls: for
     * benchmarks, where a trap would be all that is measured. A read has no side effect, nothing is traced, and
     * registers of a device that was taken off its bus read as before: only its DMA and its interrupts have stopped.
     */
    MEMORY;

    static RegisterPath named(String device, String name) {
        return switch (name) {
            case "trap" -> TRAP;
            case "call" -> CALL;
            case "memory" -> MEMORY;
            default -> throw new UnknownDeviceException(device, "has no access=" + name
                    + ": it is trap, call or memory");
        };
    }

    /** BEST becomes one of the others. */
    RegisterPath resolve(String device) {
        boolean traps = DevsimNative.devsim_trap_supported() != 0;
        if (this == TRAP && !traps) {
            throw new ResourceException(device, "can't trap its registers on this system: open it with access=call");
        }
        return this != BEST ? this : traps ? TRAP : CALL;
    }

    /** For libdevsim; of a path that is resolved. */
    int code() {
        return switch (this) {
            case BEST -> throw new AssertionError("not resolved");
            case TRAP -> DevsimNative.DEVSIM_ACCESS_TRAP();
            case CALL -> DevsimNative.DEVSIM_ACCESS_CALL();
            case MEMORY -> DevsimNative.DEVSIM_ACCESS_MEMORY();
        };
    }
}
