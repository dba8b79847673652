// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

/**
 * Tells whether a device is still on its bus. A register space asks when a read answers all-ones, which is what a PCI
 * device that is gone answers and what a register may rightly hold: only somebody who looks elsewhere can tell.
 */
@FunctionalInterface
public interface Presence {
    /** Where a device is. */
    enum State {
        /** On its bus: what it answers is data. */
        PRESENT,
        /** Removed, or fallen off the bus. */
        REMOVED,
        /** The bus answers with errors. */
        BUS_ERROR
    }

    /** For memory that can't go away, such as a test's. */
    Presence ALWAYS = () -> State.PRESENT;

    /**
     * Looks. Called rarely, from the thread that made the access; must not access the register space.
     *
     * @return where the device is
     */
    State state();
}
