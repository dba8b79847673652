// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.ClosedException;
import dev.hwview.linux.internal.Libc;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntToLongFunction;

/**
 * A file descriptor that nobody uses after it was closed: its number may be another file's by then. Closing waits for
 * the calls under way.
 */
final class FileHandle implements AutoCloseable {
    private final String name;
    private final int descriptor;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    FileHandle(String name, int descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /** The descriptor, for those who end before it does. */
    int descriptor() {
        return descriptor;
    }

    /** Calls the kernel, and returns what it returns. */
    long call(IntToLongFunction system) {
        Lock reader = lock.readLock();
        reader.lock();
        try {
            if (closed) {
                throw new ClosedException(name, "is closed");
            }
            return system.applyAsLong(descriptor);
        } finally {
            reader.unlock();
        }
    }

    /** A second call does nothing. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                Libc.close(descriptor);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
