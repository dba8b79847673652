// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import static dev.hwview.bench.TwinLibrary.downcall;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The C twins of c/twins.c. One downcall is a whole loop, so that its own cost is lost among the accesses. */
final class Twins {
    /** Accesses in one loop, on both sides. */
    static final int LOOP = 10_000;
    /** Accesses in one loop where each of them traps. */
    static final int TRAP_LOOP = 100;

    private static final MethodHandle READ;
    private static final MethodHandle WRITE;
    private static final MethodHandle MODIFY;
    private static final MethodHandle CALLS;
    private static final MethodHandle NOTHING;
    private static final MethodHandle NOTHING_CRITICAL;

    static {
        FunctionDescriptor loop = FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT);
        READ = downcall("twin_read", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        WRITE = downcall("twin_write", loop);
        MODIFY = downcall("twin_modify", loop);
        CALLS = downcall("twin_calls", FunctionDescriptor.ofVoid(JAVA_INT));
        NOTHING = downcall("twin_nothing", FunctionDescriptor.ofVoid());
        NOTHING_CRITICAL = downcall("twin_nothing", FunctionDescriptor.ofVoid(), Linker.Option.critical(false));
    }

    private Twins() {}

    static int read(MemorySegment register, int count) {
        try {
            return (int) READ.invokeExact(register, count);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void write(MemorySegment register, int count) {
        try {
            WRITE.invokeExact(register, count);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void modify(MemorySegment register, int count) {
        try {
            MODIFY.invokeExact(register, count);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void calls(int count) {
        try {
            CALLS.invokeExact(count);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void nothing() {
        try {
            NOTHING.invokeExact();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void nothingCritical() {
        try {
            NOTHING_CRITICAL.invokeExact();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
