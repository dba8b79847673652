// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.Scratch;
import dev.hwview.linux.internal.ffm.LinuxNative;

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
        try (Scratch scratch = Scratch.take()) {
            return file.read(scratch, Long.BYTES) == Long.BYTES ? scratch.get(Long.BYTES) : 0;
        }
    }

    void add(long count) {
        try (Scratch scratch = Scratch.take()) {
            scratch.put(Long.BYTES, count);
            file.write(scratch, Long.BYTES);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
