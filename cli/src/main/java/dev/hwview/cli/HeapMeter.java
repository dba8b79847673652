// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the heap bytes that this thread allocates between two calls, to the byte. */
final class HeapMeter {
    private final ThreadMXBean threads;
    private long before;

    HeapMeter() {
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
    boolean works() {
        return threads != null;
    }

    void start() {
        before = now();
    }

    /** Bytes since the start. */
    long stop() {
        return now() - before;
    }

    private long now() {
        return threads == null ? 0 : threads.getCurrentThreadAllocatedBytes();
    }
}
