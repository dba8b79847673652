// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import java.util.ArrayList;
import java.util.List;

/**
 * Heap bytes that the driver took for each chunk. It is to take none for a polled one, and for one with interrupts what
 * the JDK's waiting costs. The JVM itself takes some on the driver's thread, once for each class on the way: it makes
 * that class's string constants when it first wants to compile a method of it. Those few chunks are counted apart.
 */
final class HeapTally {
    /**
     * For a chunk that ends with interrupts: each of its two waits puts a node of 32 bytes into the JDK's queue of
     * waiting threads, and some more when it meets the thread that wakes it.
     */
    static final long WAITING = 256;
    /** So many chunks of each kind may take more: twice the classes that lie between the driver and the bus. */
    static final int JVM_CHUNKS = 12;

    private final Kind polled = new Kind("polled", 0);
    private final Kind waited = new Kind("interrupt", WAITING);

    private static final class Kind {
        private final String name;
        private final long allowed;
        private long most;
        private long more;
        private long moreBytes;

        private Kind(String name, long allowed) {
            this.name = name;
            this.allowed = allowed;
        }

        private void add(long bytes) {
            if (bytes > allowed) {
                more++;
                moreBytes += bytes;
            } else {
                most = Math.max(most, bytes);
            }
        }
    }

    void add(boolean byInterrupt, long bytes) {
        (byInterrupt ? waited : polled).add(bytes);
    }

    /** Each condition that does not hold. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (Kind kind : List.of(polled, waited)) {
            if (kind.more > JVM_CHUNKS) {
                failures.add(kind.more + " " + kind.name + " chunks took " + kind.moreBytes
                        + " bytes of the Java heap: more than " + kind.allowed
                        + " each, and more often than the JVM does");
            }
        }
        return failures;
    }

    @Override
    public String toString() {
        String text = polled.most + " bytes per polled chunk, " + waited.most + " per interrupt chunk at most";
        long more = polled.more + waited.more;
        return more == 0 ? text : text + "; the JVM's own in " + more + (more == 1 ? " chunk: " : " chunks: ")
                + (polled.moreBytes + waited.moreBytes);
    }
}
