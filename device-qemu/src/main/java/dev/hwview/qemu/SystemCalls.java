// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.fault.NativeAccessException;
import dev.hwview.fault.ResourceException;
import dev.hwview.internal.Native;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.Scratch;
import dev.hwview.linux.internal.ffm.LinuxNative;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** What Java has no words for, with errors that name the device. */
final class SystemCalls {
    private SystemCalls() {}

    /** Says how to start Java if this module, or the one that calls C, may not, before a class is loaded that does. */
    static void requireAccess(String who) {
        Native.requireAccess(who);
        try {
            MemorySegment.NULL.reinterpret(0);
        } catch (IllegalCallerException e) {
            Module module = SystemCalls.class.getModule();
            throw new NativeAccessException(who, "needs native access: start java with --enable-native-access="
                    + (module.isNamed() ? Native.class.getModule().getName() + "," + module.getName()
                            : "ALL-UNNAMED"), e);
        }
    }

    /** Opens a file for reading and writing. */
    static int open(String who, Path file) {
        int flags = LinuxNative.O_RDWR() | LinuxNative.O_CLOEXEC();
        return (int) checked(who, "can't open " + file, Libc.open(file.toString(), flags));
    }

    static void close(int descriptor) {
        Libc.close(descriptor);
    }

    /** A counter that a thread can wait for. */
    static int eventfd(String who) {
        return (int) checked(who, "can't have an eventfd",
                Libc.eventfd(LinuxNative.EFD_CLOEXEC() | LinuxNative.EFD_NONBLOCK()));
    }

    /** Adds 1 to the counter. */
    static void signal(String who, int eventfd) {
        try (Scratch scratch = Scratch.take()) {
            scratch.put(Long.BYTES, 1);
            checked(who, "can't signal", Libc.write(eventfd, scratch, Long.BYTES));
        }
    }

    /** Puts a part of a file in place of whole pages of memory. */
    static void replaceByFile(String who, MemorySegment pages, int file, long offset) {
        replace(who, pages, LinuxNative.MAP_SHARED(), file, offset);
    }

    /** Puts zeroed memory in place of whole pages. */
    static void replaceByMemory(String who, MemorySegment pages) {
        replace(who, pages, LinuxNative.MAP_PRIVATE() | LinuxNative.MAP_ANONYMOUS(), -1, 0);
    }

    private static void replace(String who, MemorySegment pages, int flags, int file, long offset) {
        checked(who, "can't share memory", Libc.mmap(pages.address(), pages.byteSize(),
                LinuxNative.PROT_READ() | LinuxNative.PROT_WRITE(), flags | LinuxNative.MAP_FIXED(), file, offset));
    }

    private static long checked(String who, String problem, long status) {
        if (status < 0) {
            throw new ResourceException(who, problem + ": the kernel says " + Errno.describe(status));
        }
        return status;
    }
}
