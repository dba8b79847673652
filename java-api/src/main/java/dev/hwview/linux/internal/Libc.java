// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.internal.Native;
import dev.hwview.internal.ffm.HwviewNative;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * System calls, which return {@code -errno} as the kernel has them do. Those that a driver makes often go through
 * libhwview, which {@link #open} and {@link #eventfd} load: to capture errno, Java makes an object that the compiler
 * removes at times only.
 */
public final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    private static final MethodHandle OPEN =
            call("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle MMAP = call("mmap",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MUNMAP = call("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle EVENTFD = call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private static final long PAGE_SIZE = askPageSize();

    private Libc() {}

    /**
     * The size of the kernel's pages.
     *
     * @return in bytes: 4096 on x86-64, up to 65536 on aarch64
     */
    public static long pageSize() {
        return PAGE_SIZE;
    }

    private static long askPageSize() {
        try {
            return (int) LINKER.downcallHandle(LINKER.defaultLookup().find("getpagesize").orElseThrow(),
                    FunctionDescriptor.of(JAVA_INT)).invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static MethodHandle call(String name, FunctionDescriptor type, Linker.Option... more) {
        Native.requireAccess("hwview");
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = ERRNO;
        System.arraycopy(more, 0, options, 1, more.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), type, options);
    }

    /**
     * Opens a file.
     *
     * @return a descriptor
     */
    public static int open(String path, int flags) {
        Native.load();
        try (Scratch scratch = Scratch.take(); Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            return (int) scratch.result((int) OPEN.invokeExact(scratch.state(), name, flags));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Closes a descriptor. */
    public static int close(int descriptor) {
        try (Scratch scratch = Scratch.take()) {
            return (int) scratch.result((int) CLOSE.invokeExact(scratch.state(), descriptor));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Asks a device for something; {@code argument} may be a number that is no address. */
    public static int ioctl(int descriptor, int request, MemorySegment argument) {
        return HwviewNative.hwview_file_ioctl(descriptor, Integer.toUnsignedLong(request), argument);
    }

    /** Reads what comes next, so many bytes at most. */
    public static long read(int descriptor, Scratch scratch, int size) {
        return HwviewNative.hwview_file_read(descriptor, scratch.memory(), size);
    }

    /** Writes so many bytes, if it can. */
    public static long write(int descriptor, Scratch scratch, int size) {
        return HwviewNative.hwview_file_write(descriptor, scratch.memory(), size);
    }

    /** Reads at an offset. */
    public static long pread(int descriptor, Scratch scratch, int size, long offset) {
        return HwviewNative.hwview_file_pread(descriptor, scratch.memory(), size, offset);
    }

    /** Writes at an offset. */
    public static long pwrite(int descriptor, Scratch scratch, int size, long offset) {
        return HwviewNative.hwview_file_pwrite(descriptor, scratch.memory(), size, offset);
    }

    /**
     * Maps a file.
     *
     * @param address 0, or where
     * @return the address
     */
    public static long mmap(long address, long size, int protection, int flags, int descriptor, long offset) {
        try (Scratch scratch = Scratch.take()) {
            return scratch.result((long) MMAP.invokeExact(scratch.state(), address, size, protection, flags, descriptor,
                    offset));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Ends a mapping. */
    public static int munmap(long address, long size) {
        try (Scratch scratch = Scratch.take()) {
            return (int) scratch.result((int) MUNMAP.invokeExact(scratch.state(), address, size));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Makes a counter that can be waited for.
     *
     * @return a descriptor
     */
    public static int eventfd(int flags) {
        Native.load();
        try (Scratch scratch = Scratch.take()) {
            return (int) scratch.result((int) EVENTFD.invokeExact(scratch.state(), 0, flags));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static Error unexpected(Throwable e) {
        if (e instanceof RuntimeException runtime) {
            throw runtime;
        }
        return e instanceof Error error ? error : new AssertionError(e);
    }
}
