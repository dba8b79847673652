// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.tasks;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Rank 5, professional: transform in place, slide windows, share a ring with a device. Put your code in the place of
 * each exception.
 */
public class Rank5 {
    /**
     * 5.1 A packet of TCP or UDP over IPv4 leaves your network: give it another source address and port, in place,
     * with right checksums. The payload may not be read for that.
     */
    public void translate(MemoryView frame, int address, int port) {
        throw new NotDoneException();
    }

    /**
     * 5.2 How many bytes of UDP payload go to a port, in a whole capture (pcap or pcapng)? It may have a million
     * packets; what you allocate may not depend on how many.
     */
    public long bytesTo(MemoryView capture, int port) {
        throw new NotDoneException();
    }

    /**
     * 5.3 Exclusive-or all bytes with a key of 8 bytes, the lowest first, in place, 8 bytes at a time. The length is
     * no multiple of 8: the key's first bytes are for the rest.
     */
    public void scramble(MemoryView data, long key) {
        throw new NotDoneException();
    }

    /**
     * 5.4 Transpose a square matrix of doubles in place: the array itself changes, and no second one is made.
     */
    public void mirror(MemoryView matrix) {
        throw new NotDoneException();
    }

    /**
     * 5.5 A ring buffer holds messages of 32 bytes; its length is a multiple of that. {@code head} and {@code tail}
     * count bytes and never go back: a count's place in the ring is what is left when it is divided by the length.
     * Show each message between the two to the reader, in order, always in the same window, and give the new head.
     * The messages number in the millions.
     */
    public long deliver(MemoryView ring, long head, long tail, Consumer<Window> reader) {
        throw new NotDoneException();
    }

    /**
     * 5.6 An NVMe card writes completions of 16 bytes into a ring. The last 2 bytes of each, little-endian, hold its
     * phase in bit 0. A completion is new if its phase is the one that is expected; with each turn of the ring the
     * expected phase changes. From index {@code next} on, where {@code phase} is expected, count the new ones. There
     * is at least one in the ring that is not.
     */
    public int reap(MemoryView ring, int next, int phase) {
        throw new NotDoneException();
    }

    /**
     * 5.7 A file has some gigabytes. Replace its last byte by the exclusive-or of its first byte and its last, and
     * give that. Your program's memory does not suffice to read it in.
     */
    public int markEnd(Path file) throws IOException {
        throw new NotDoneException();
    }
}
