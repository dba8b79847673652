// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.sim.internal.Devsim;
import dev.hwview.sim.internal.ffm.DevsimNative;
import org.junit.jupiter.api.Assumptions;

/** Whether register accesses trap on this machine. Without that there is nothing to be seen. */
final class Trapping {
    private Trapping() {}

    /** Skips a test where they don't. */
    static void required() {
        Devsim.load();
        Assumptions.assumeTrue(DevsimNative.devsim_trap_supported() == 1, "registers trap on Linux x86-64 only");
    }
}
