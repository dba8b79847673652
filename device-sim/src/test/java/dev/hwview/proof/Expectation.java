// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

/** What has to cross the bus in one round, and nothing more. */
@FunctionalInterface
interface Expectation {
    /** Holds round {@code i} against the tape, access by access. */
    void hold(Tape tape, int i);
}
