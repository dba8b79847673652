// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the heap bytes that this thread allocates between two calls, to the byte. */
public final class HeapMeter {
    private final ThreadMXBean threads;
    private long before;

    /** Counts nothing yet. */
    public HeapMeter() {
        boolean counts = ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                && bean.isThreadAllocatedMemorySupported();
        threads = counts ? (ThreadMXBean) ManagementFactory.getThreadMXBean() : null;
        if (counts) {
            threads.setThreadAllocatedMemoryEnabled(true);
            start();
            stop();
        }
    }

    /** Whether this JVM counts. */
    public boolean works() {
        return threads != null;
    }

    /** Counts from now on. */
    public void start() {
        before = now();
    }

    /** Bytes since the start. */
    public long stop() {
        return now() - before;
    }

    private long now() {
        return threads == null ? 0 : threads.getCurrentThreadAllocatedBytes();
    }
}
