// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.internal.Platform;
import java.lang.invoke.VarHandle;

/** The two fences that sharing memory with a device takes. On x86-64 they hold the JIT alone, and cost nothing. */
final class Fences {
    private Fences() {}

    /** No load or store that follows is done before a load that went before. */
    static void acquire() {
        if (Platform.JIT_IS_EXACT) {
            VarHandle.acquireFence();
        } else {
            Barrier.dmaRmb(); // the JVM's own fence does not reach as far as a device
        }
    }

    /** No store that follows is done before a load or store that went before. */
    static void release() {
        if (Platform.JIT_IS_EXACT) {
            VarHandle.releaseFence();
        } else {
            Barrier.dmaRmb(); // orders loads before stores as well
            Barrier.dmaWmb();
        }
    }
}
