// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A counter of the kernel's that can be waited for. */
final class Eventfd implements AutoCloseable {
    private final FileHandle file;

    Eventfd(String name) {
        int descriptor = Libc.eventfd(LinuxNative.EFD_CLOEXEC() | LinuxNative.EFD_NONBLOCK());
        if (descriptor < 0) {
            throw new ResourceException(name, "can't have an eventfd for its interrupt: " + Errno.describe(descriptor));
        }
        this.file = new FileHandle(name, descriptor);
    }

    int descriptor() {
        return file.descriptor();
    }

    /** Takes what it has counted: 0 if nothing. */
    long take() {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment count = scratch.allocate(JAVA_LONG);
            return file.call(descriptor -> Libc.read(descriptor, count)) == Long.BYTES ? count.get(JAVA_LONG, 0) : 0;
        }
    }

    void add(long count) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment value = scratch.allocateFrom(JAVA_LONG, count);
            file.call(descriptor -> Libc.write(descriptor, value));
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
