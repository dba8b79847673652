// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import static dev.hwview.bench.TwinLibrary.downcall;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.sim.internal.Devsim;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.LockSupport;

/** The functions of c/nic.c and c/forward.c. */
final class NicTwins {
    private static final FunctionDescriptor OF_ONE = FunctionDescriptor.ofVoid(ADDRESS);
    private static final MethodHandle RESET = downcall("twin_nic_reset", OF_ONE);
    private static final MethodHandle IS_RESET = downcall("twin_nic_is_reset",
            FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle IS_UP = downcall("twin_nic_is_up", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle START = downcall("twin_nic_start", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    private static final MethodHandle POOL =
            downcall("twin_nic_pool", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE_POOL = downcall("twin_nic_pool_close", OF_ONE);
    private static final MethodHandle QUEUE = downcall("twin_nic_queue",
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS));
    private static final MethodHandle FILL = downcall("twin_nic_fill", OF_ONE);
    private static final MethodHandle CLOSE = downcall("twin_nic_close", OF_ONE);
    private static final MethodHandle FORWARD = downcall("twin_nic_forward",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle LOOP = downcall("twin_nic_loop", FunctionDescriptor.of(JAVA_LONG,
            ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MemorySegment STEP;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    static {
        Devsim.load();
        STEP = SymbolLookup.loaderLookup().find("devsim_step").orElseThrow();
    }

    private NicTwins() {}

    static void reset(MemorySegment bar) {
        call(RESET, bar);
    }

    static void awaitReset(MemorySegment bar) {
        await(IS_RESET, bar);
    }

    static void awaitLink(MemorySegment bar) {
        await(IS_UP, bar);
    }

    static void start(MemorySegment bar, int queues) {
        try {
            START.invokeExact(bar, queues);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static MemorySegment pool(MemorySegment memory, long iova, int count) {
        try {
            return made((MemorySegment) POOL.invokeExact(memory, iova, count));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void closePool(MemorySegment pool) {
        call(CLOSE_POOL, pool);
    }

    static MemorySegment queue(MemorySegment bar, int index, int size, MemorySegment rings, long iova,
            MemorySegment pool) {
        try {
            return made((MemorySegment) QUEUE.invokeExact(bar, index, size, rings, iova, pool));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void fill(MemorySegment nic) {
        call(FILL, nic);
    }

    static void close(MemorySegment nic) {
        call(CLOSE, nic);
    }

    static int forward(MemorySegment from, MemorySegment to, int batch, int count, MemorySegment nanos) {
        try {
            return (int) FORWARD.invokeExact(from, to, batch, count, nanos);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static long loop(MemorySegment from, MemorySegment to, MemorySegment fromDevice, MemorySegment toDevice, int batch,
            int packets, long nanos) {
        try {
            return (long) LOOP.invokeExact(from, to, fromDevice, toDevice, STEP, batch, packets, nanos);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** The card does it by itself. */
    private static void await(MethodHandle condition, MemorySegment bar) {
        try {
            long begin = System.nanoTime();
            while ((int) condition.invokeExact(bar) == 0) {
                if (System.nanoTime() - begin > PATIENCE_NANOS) {
                    throw new IllegalStateException("the twin's card does not get ready");
                }
                LockSupport.parkNanos(10_000);
            }
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void call(MethodHandle function, MemorySegment argument) {
        try {
            function.invokeExact(argument);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MemorySegment made(MemorySegment what) {
        if (what.address() == 0) {
            throw new IllegalStateException("the twin has no memory");
        }
        return what;
    }
}
