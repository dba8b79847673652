// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.sim.internal.ffm.DevsimNative;
import dev.hwview.sim.internal.ffm.devsim_fault;
import dev.hwview.sim.internal.ffm.devsim_faults;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/** The faults that a simulated device and its IOMMU recorded: what a driver got wrong. Holds the newest 1,024. */
public final class FaultLog {
    private static final int CAPACITY = DevsimNative.DEVSIM_FAULT_CAPACITY();
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    private final MemorySegment handle;
    private final MemorySegment faults;
    private final MemorySegment ring;

    FaultLog(SimulatedBackend device) {
        this.handle = device.handle();
        this.faults = DevsimNative.devsim_faults_of(handle).reinterpret(devsim_faults.sizeof(), device.arena(), null);
        this.ring = devsim_faults.ring(faults);
    }

    /**
     * How many faults there were since the log was cleared.
     *
     * @return the number
     */
    public long count() {
        return next() - devsim_faults.first(faults);
    }

    /**
     * The faults that it holds.
     *
     * @return in order
     */
    public List<BusFault> list() {
        long end = next();
        List<BusFault> list = new ArrayList<>();
        for (long n = Math.max(devsim_faults.first(faults), end - CAPACITY); n < end; n++) {
            list.add(BusFault.of(devsim_fault.asSlice(ring, n & (CAPACITY - 1))));
        }
        return list;
    }

    /**
     * Takes the faults out: they have been seen.
     *
     * @return in order
     */
    public List<BusFault> take() {
        List<BusFault> list = list();
        clear();
        return list;
    }

    /** Forgets them. */
    public void clear() {
        DevsimNative.devsim_faults_clear(handle);
    }

    /**
     * Asserts that there is none.
     *
     * @throws AssertionError if there is; it lists them
     */
    public void assertNone() {
        if (count() > 0) {
            throw new AssertionError("the device recorded faults: " + list());
        }
    }

    private long next() {
        return (long) LONG.getAcquire(faults, devsim_faults.next$offset());
    }
}
