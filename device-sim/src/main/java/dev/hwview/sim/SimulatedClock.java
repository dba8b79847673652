// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.sim.internal.ffm.DevsimNative;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * The clock that a simulated device lives by. It is real to begin with. A stepped one makes a test exact: nothing
 * happens until the test, or the driver's own register accesses, move it.
 */
public final class SimulatedClock {
    private final MemorySegment handle;

    SimulatedClock(SimulatedBackend device) {
        this.handle = device.handle();
    }

    /** Real time, from 0 on. */
    public void real() {
        DevsimNative.devsim_clock_mode(handle, DevsimNative.DEVSIM_CLOCK_REAL(), 0);
    }

    /**
     * Time that stands still, at 0, until it is moved.
     *
     * @param perAccess how far each register access moves it, may be zero
     */
    public void stepped(Duration perAccess) {
        DevsimNative.devsim_clock_mode(handle, DevsimNative.DEVSIM_CLOCK_STEPPED(), requireForward(perAccess));
    }

    /**
     * Moves a stepped clock. What becomes due happens before this returns.
     *
     * @param time how far
     * @throws IllegalStateException if the clock is real
     */
    public void advance(Duration time) {
        if (DevsimNative.devsim_clock_advance(handle, requireForward(time)) != 0) {
            throw new IllegalStateException("a real clock can't be advanced: call stepped() first");
        }
    }

    private static long requireForward(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a device's clock does not run backwards: " + time);
        }
        return time.toNanos();
    }

    /**
     * The device's time.
     *
     * @return since the clock was chosen
     */
    public Duration now() {
        return Duration.ofNanos(DevsimNative.devsim_clock_now(handle));
    }
}
