// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import dev.hwview.fault.DeadlineException;
import java.time.Duration;

/** Polling with a deadline, as Linux's {@code read_poll_timeout}. */
final class Poll {
    /**
     * Most devices answer within microseconds: a short spin is cheaper than a sleep. Then the CPU belongs to others.
     */
    private static final long SPIN_NANOS = 100_000;
    private static final long SLEEP_NANOS = 50_000;

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private Poll() {}

    static long until(Register register, RegisterSpace space, long mask, long value, Duration timeout) {
        long limit = nanos(timeout);
        long start = System.nanoTime();
        while (true) {
            // The clock is read before the register: a value that came while this thread was off the CPU still counts.
            long waited = System.nanoTime() - start;
            long bits = register.readBits(space);
            if ((bits & mask) == value) {
                return bits;
            }
            if (waited >= limit) {
                throw new DeadlineException(space.name(), register.offset(),
                        "did not become 0x" + Long.toHexString(value) + " in the bits 0x" + Long.toHexString(mask)
                                + " within " + limit / 1_000_000 + " ms: it is 0x" + Long.toHexString(bits))
                        .in(register.name());
            }
            if (waited < SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                Delay.atLeastNanos(SLEEP_NANOS);
            }
        }
    }

    private static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return timeout.compareTo(FOREVER) >= 0 ? Long.MAX_VALUE : timeout.toNanos();
    }
}
