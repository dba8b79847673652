// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.Scratch;
import dev.hwview.register.Delay;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * A file descriptor that nobody uses after it was closed: its number may be another file's by then. Closing waits for
 * the calls under way. A call allocates nothing and takes no lock, so any number of threads may be in one.
 */
final class FileHandle implements AutoCloseable {
    /** Set once it is to be closed: who comes then is refused, and the last who leaves closes. */
    private static final int CLOSING = Integer.MIN_VALUE;
    private static final long CLOSE_PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final VarHandle USERS;

    static {
        try {
            USERS = MethodHandles.lookup().findVarHandle(FileHandle.class, "users", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;
    private final int descriptor;
    private volatile int users;
    private volatile boolean closed;

    FileHandle(String name, int descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /** The descriptor, for those who end before it does. */
    int descriptor() {
        return descriptor;
    }

    /** Reads what comes next. Like the others, returns what the kernel does. */
    long read(Scratch scratch, int size) {
        int file = enter();
        try {
            return Libc.read(file, scratch, size);
        } finally {
            leave();
        }
    }

    long write(Scratch scratch, int size) {
        int file = enter();
        try {
            return Libc.write(file, scratch, size);
        } finally {
            leave();
        }
    }

    long pread(Scratch scratch, int size, long offset) {
        int file = enter();
        try {
            return Libc.pread(file, scratch, size, offset);
        } finally {
            leave();
        }
    }

    long pwrite(Scratch scratch, int size, long offset) {
        int file = enter();
        try {
            return Libc.pwrite(file, scratch, size, offset);
        } finally {
            leave();
        }
    }

    int ioctl(int request, MemorySegment argument) {
        int file = enter();
        try {
            return Libc.ioctl(file, request, argument);
        } finally {
            leave();
        }
    }

    long mmap(long address, long size, int protection, int flags, long offset) {
        int file = enter();
        try {
            return Libc.mmap(address, size, protection, flags, file, offset);
        } finally {
            leave();
        }
    }

    private int enter() {
        int now;
        do {
            now = users;
            if (now < 0) {
                throw new ClosedException(name, "is closed");
            }
        } while (!USERS.compareAndSet(this, now, now + 1));
        return descriptor;
    }

    private void leave() {
        if ((int) USERS.getAndAdd(this, -1) == (CLOSING | 1)) {
            Libc.close(descriptor);
            closed = true;
        }
    }

    /** A second call does nothing. */
    @Override
    public void close() {
        int now;
        do {
            now = users;
            if (now < 0) {
                return;
            }
        } while (!USERS.compareAndSet(this, now, (now + 1) | CLOSING)); // a user itself: the last one out closes
        leave();
        long begin = System.nanoTime();
        while (!closed) {
            if (System.nanoTime() - begin > CLOSE_PATIENCE) {
                throw new ResourceException(name, "can't be closed: a system call does not return");
            }
            Delay.atLeastNanos(50_000);
        }
    }
}
