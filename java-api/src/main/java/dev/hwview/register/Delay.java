// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The pauses that datasheets ask for, Linux's {@code fsleep}: between two accesses there is at least so much time,
 * whoever interrupts the thread or wakes it. From any thread, virtual ones too, which give up their carrier meanwhile.
 */
public final class Delay {
    /** What is shorter than this is not worth giving up the CPU for, and no sleep comes so close. */
    private static final long SPIN_NANOS = 10_000;

    private Delay() {}

    /**
     * Waits. A thread that is interrupted meanwhile, or was before, waits nevertheless, and is still interrupted then.
     *
     * @param time at least; none if it is zero or negative
     */
    public static void atLeast(Duration time) {
        atLeastNanos(time.isNegative() ? 0 : time.toNanos());
    }

    /**
     * The same without an object.
     *
     * @param nanos at least, in nanoseconds; none if it is zero or negative
     */
    public static void atLeastNanos(long nanos) {
        boolean interrupted = false;
        long begin = System.nanoTime();
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - begin)) {
            if (left < SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                interrupted |= Thread.interrupted(); // or it would not sleep at all
                LockSupport.parkNanos(left);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
