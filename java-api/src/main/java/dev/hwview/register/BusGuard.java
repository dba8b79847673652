// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.hwview.fault.ResourceException;
import dev.hwview.internal.Native;
import dev.hwview.internal.ffm.HwviewNative;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Turns a bus error into a flag. Where the kernel takes a device away under its mapping (a reset, an unplugged card),
 * an access raises SIGBUS, which a JVM turns into an {@link InternalError} at some later instruction, or into its end.
 * In guarded memory the access completes with all-ones instead, and the register space throws a
 * {@link dev.hwview.fault.BusErrorException} right behind it.
 *
 * <p>For those who write device providers; a driver never sees one.
 */
public final class BusGuard {
    /** For memory that can't raise a bus error. */
    public static final BusGuard NONE = new BusGuard(null, Arena.global().allocate(JAVA_INT));

    private final MemorySegment guard;
    private final MemorySegment flag;
    private volatile boolean retired;

    private BusGuard(MemorySegment guard, MemorySegment flag) {
        this.guard = guard;
        this.flag = flag;
    }

    /**
     * Guards memory until an arena closes.
     *
     * @param name the name in messages
     * @param memory whole pages of native memory
     * @param arena the arena that {@code memory} lives in; the guard ends just before the memory does
     * @return the guard
     * @throws ResourceException if the table of guards is full or the range is guarded already
     */
    public static BusGuard over(String name, MemorySegment memory, Arena arena) {
        Native.load();
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment out = scratch.allocate(ADDRESS);
            int status = HwviewNative.hwview_guard_create(memory, memory.byteSize(), out);
            if (status != 0) {
                throw new ResourceException(name, "can't be guarded against bus errors (errno " + -status + ")");
            }
            MemorySegment guard = out.get(ADDRESS, 0).reinterpret(arena, HwviewNative::hwview_guard_destroy);
            // Without the arena's lifetime: the word lies in libhwview's own table, and who has just read a register
            // when the arena closes looks at it once more.
            return new BusGuard(guard, HwviewNative.hwview_guard_flag(guard).reinterpret(JAVA_INT.byteSize()));
        }
    }

    /**
     * Whether a bus error came since the guard was made or reset.
     *
     * @return {@code true} if so
     */
    public boolean tripped() {
        return flag.get(JAVA_INT, 0) != HwviewNative.HWVIEW_GUARD_INTACT();
    }

    /**
     * Says that the device is going, where its bus still answers: each access throws from now on, as behind a bus
     * error. Not to be called once the guard's arena is closing.
     */
    public void trip() {
        if (guard == null) {
            throw new IllegalStateException("a guard of nothing can't trip");
        }
        VarHandle.releaseFence(); // who sees the flag also sees why
        flag.set(JAVA_INT, 0, HwviewNative.HWVIEW_GUARD_TRIPPED());
    }

    /** Forgets the bus error: the provider has mapped the device there again. */
    public void reset() {
        if (guard != null) {
            HwviewNative.hwview_guard_reset(guard);
        }
    }

    /**
     * Says that the memory is about to go. Accesses that are calls are refused from then on, so that its arena finds a
     * moment without one, however busy the callers are.
     */
    public void retire() {
        retired = true;
    }

    boolean retired() {
        return retired;
    }

    /** One word in native memory that is there for as long as the process, 0 while no bus error came. */
    MemorySegment flag() {
        return flag;
    }
}
