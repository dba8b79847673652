// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import java.util.function.LongSupplier;

/** Notices that something which has work to do makes no progress. */
final class Watch {
    /** A gigabit card sends its largest ring of largest frames in 50 ms; a simulated one may have to wait for a CPU. */
    private static final long PATIENCE_NANOS = 250_000_000;

    private final LongSupplier nanoTime;
    private long progress;
    private long since;
    private boolean waiting;

    Watch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void reset() {
        waiting = false;
    }

    /**
     * Looks.
     *
     * @param hasWork whether there is something to do
     * @param itsProgress a number that changes with each bit of it that is done
     * @return whether it has been waiting for too long
     */
    boolean isStuck(boolean hasWork, long itsProgress) {
        if (!hasWork || !waiting || itsProgress != progress) {
            waiting = hasWork;
            progress = itsProgress;
            since = nanoTime.getAsLong();
            return false;
        }
        return nanoTime.getAsLong() - since > PATIENCE_NANOS;
    }
}
