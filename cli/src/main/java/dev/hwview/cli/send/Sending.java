// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import dev.hwview.cli.trace.TraceSummary;
import java.util.ArrayList;
import java.util.List;

/** How a file went through a device: filled in by {@link Sender}, judged here, shown by {@link SendCommand}. */
final class Sending {
    /** The device's version. */
    String version;
    /** Whether it answered as a living one does. */
    boolean alive;
    /** Bytes that came back. */
    long bytes;
    /** Chunks that came back. */
    long chunks;
    /** Time from the first chunk to the last, with reading, checking and digesting. */
    long nanos;
    /** Time inside the driver. */
    long driverNanos;
    /** SHA-256 of what came back. */
    String digest;
    /** Heap bytes by chunk, or {@code null} if nobody counted them. */
    HeapTally heap;
    /** What crossed the bus, or {@code null} if nobody saw it. */
    TraceSummary bus;
    /** How the driver's accesses reached the device, or {@code null} if nobody saw the bus. */
    String path;
    /** What the witness of the bus did not like. */
    final List<String> complaints = new ArrayList<>();

    void add(int length, long time) {
        bytes += length;
        chunks++;
        driverNanos += time;
    }

    long polledChunks() {
        return (chunks + 1) / 2;
    }

    long interruptChunks() {
        return chunks / 2;
    }

    /** Each condition that does not hold, empty if all is well. */
    List<String> failures(Source source, String sent) {
        List<String> failures = new ArrayList<>();
        if (!alive) {
            failures.add("the device does not answer the complement of what it is told");
        }
        if (bytes != source.length()) {
            failures.add(bytes + " bytes came back, not " + source.length());
        }
        if (!digest.equals(sent)) {
            failures.add("what came back differs from the file");
        }
        failures.addAll(complaints);
        if (bus != null && bus.interrupts() != 2 * interruptChunks()) {
            failures.add(bus.interrupts() + " interrupts came, not " + 2 * interruptChunks());
        }
        if (heap != null) {
            failures.addAll(heap.failures());
        }
        return failures;
    }
}
