// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.register.Delay;

/** A moment after which one waits no more. */
record Deadline(long begin, long nanos) {
    private static final long NAP_NANOS = 200_000;

    static Deadline in(long nanos) {
        return new Deadline(System.nanoTime(), nanos);
    }

    boolean hasPassed() {
        return leftNanos() <= 0;
    }

    long leftNanos() {
        return nanos - (System.nanoTime() - begin);
    }

    /** A little while, between two looks at something that can't tell of itself. */
    void nap() {
        Delay.atLeastNanos(NAP_NANOS);
    }
}
