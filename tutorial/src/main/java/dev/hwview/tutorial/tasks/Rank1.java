// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.tasks;

import dev.hwview.view.MemoryView;

/** Rank 1, beginner: make a view, ask what it is, take a part of it. Put your code in the place of each exception. */
public class Rank1 {
    /**
     * 1.1 A card has put a packet into this array. Give a view of it: what is written through one has to be seen in
     * the other.
     */
    public MemoryView view(byte[] packet) {
        throw new NotDoneException();
    }

    /**
     * 1.2 Say what a view is: its format, how many items it has, and whether it may be written, as in {@code "B 60
     * writable"} or {@code "h 480 read-only"}.
     */
    public String describe(MemoryView view) {
        throw new NotDoneException();
    }

    /**
     * 1.3 An Ethernet frame begins with a header of 14 bytes. Give a view of the header alone.
     */
    public MemoryView header(MemoryView frame) {
        throw new NotDoneException();
    }

    /**
     * 1.4 The same frame ends with a check sequence of 4 bytes. Give a view of all but that, however long the frame
     * is.
     */
    public MemoryView withoutTrailer(MemoryView frame) {
        throw new NotDoneException();
    }

    /**
     * 1.5 The bytes are a recording: signed numbers of 16 bits, little-endian. Give a view whose items are those
     * numbers.
     */
    public MemoryView samples(byte[] recording) {
        throw new NotDoneException();
    }

    /**
     * 1.6 Say whether a view is a plain row of bytes: one dimension, items of 1 byte, side by side.
     */
    public boolean isBytes(MemoryView view) {
        throw new NotDoneException();
    }

    /**
     * 1.7 A plug-in is to look at your page and must not write to it. Give it a view that refuses to be written,
     * while yours still writes.
     */
    public MemoryView lend(MemoryView page) {
        throw new NotDoneException();
    }
}
