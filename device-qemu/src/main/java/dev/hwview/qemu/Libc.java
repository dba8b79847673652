// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.fault.NativeAccessException;
import dev.hwview.fault.ResourceException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The few calls of the C library for which Java has nothing. */
final class Libc {
    private static final int O_RDWR_CLOEXEC = 2 | 0x80000;
    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED_FIXED = 0x01 | 0x10;
    private static final int MAP_PRIVATE_FIXED_ANONYMOUS = 0x02 | 0x10 | 0x20;
    private static final long MAP_FAILED = -1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN = call("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle EVENTFD = call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle EVENTFD_WRITE =
            call("eventfd_write", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MMAP = call("mmap",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));

    private Libc() {}

    private static MethodHandle call(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), type, all);
    }

    /** Says how to start Java if this module may not call C, before a class is loaded that does. */
    static void requireAccess(String who) {
        try {
            MemorySegment.NULL.reinterpret(0);
        } catch (IllegalCallerException e) {
            Module module = Libc.class.getModule();
            throw new NativeAccessException(who, "needs native access: start java with --enable-native-access="
                    + (module.isNamed() ? module.getName() : "ALL-UNNAMED"), e);
        }
    }

    /** Opens a file for reading and writing. */
    static int open(String who, Path file) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment state = scratch.allocate(STATE);
            MemorySegment path = scratch.allocateFrom(file.toString());
            return checked(who, "can't open " + file, state, (int) OPEN.invokeExact(state, path, O_RDWR_CLOEXEC, 0));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void close(int descriptor) {
        try (Arena scratch = Arena.ofConfined()) {
            int ignored = (int) CLOSE.invokeExact(scratch.allocate(STATE), descriptor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** A counter that a thread can wait for. */
    static int eventfd(String who) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment state = scratch.allocate(STATE);
            return checked(who, "can't have an eventfd", state,
                    (int) EVENTFD.invokeExact(state, 0, EFD_NONBLOCK_CLOEXEC));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Adds 1 to the counter. */
    static void signal(String who, int eventfd) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment state = scratch.allocate(STATE);
            checked(who, "can't signal", state, (int) EVENTFD_WRITE.invokeExact(state, eventfd, 1L));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Puts a part of a file in place of whole pages of memory. */
    static void replaceByFile(String who, MemorySegment pages, int file, long offset) {
        replace(who, pages, MAP_SHARED_FIXED, file, offset);
    }

    /** Puts zeroed memory in place of whole pages. */
    static void replaceByMemory(String who, MemorySegment pages) {
        replace(who, pages, MAP_PRIVATE_FIXED_ANONYMOUS, -1, 0);
    }

    private static void replace(String who, MemorySegment pages, int flags, int file, long offset) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment state = scratch.allocate(STATE);
            long address = (long) MMAP.invokeExact(state, pages.address(), pages.byteSize(), PROT_READ_WRITE, flags,
                    file, offset);
            if (address == MAP_FAILED) {
                throw new ResourceException(who, "can't share memory (errno " + state.get(JAVA_INT, ERRNO) + ")");
            }
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static int checked(String who, String problem, MemorySegment state, int result) {
        if (result < 0) {
            throw new ResourceException(who, problem + " (errno " + state.get(JAVA_INT, ERRNO) + ")");
        }
        return result;
    }

    private static Error unexpected(Throwable e) {
        if (e instanceof RuntimeException runtime) {
            throw runtime;
        }
        return e instanceof Error error ? error : new AssertionError(e);
    }
}
