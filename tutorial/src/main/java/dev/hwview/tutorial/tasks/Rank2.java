// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.tasks;

import dev.hwview.view.MemoryView;

/**
 * Rank 2, easy: read values, take slices with steps, copy when a copy is wanted. Put your code in the place of each
 * exception.
 */
public class Rank2 {
    /**
     * 2.1 Add up the items of a view of format {@code i}. There may be millions, so none of them may become an
     * object.
     */
    public long sum(MemoryView ints) {
        throw new NotDoneException();
    }

    /**
     * 2.2 The samples of a stereo recording come in turn: left, right, left, right. Give a view of the left ones.
     */
    public MemoryView left(MemoryView stereo) {
        throw new NotDoneException();
    }

    /**
     * 2.3 The newest entry of a log stands last. Give a view of it that begins with the newest.
     */
    public MemoryView newestFirst(MemoryView log) {
        throw new NotDoneException();
    }

    /**
     * 2.4 The page is about to be overwritten, and some of it has to be kept: {@code length} bytes from {@code from}
     * on. This is what a copy is for; copy just that.
     */
    public byte[] snapshot(MemoryView page, long from, int length) {
        throw new NotDoneException();
    }

    /**
     * 2.5 Give the last byte as a number from 0 to 255. A Java byte has a sign.
     */
    public int last(MemoryView bytes) {
        throw new NotDoneException();
    }

    /**
     * 2.6 Give the index of the first newline (byte 10), or -1 if there is none.
     */
    public long lineEnd(MemoryView text) {
        throw new NotDoneException();
    }

    /**
     * 2.7 For a log: the first 8 bytes in hexadecimal with colons between, {@code "de:ad:be:ef:00:01:02:03"}. The
     * packet may be large, and is to be touched no further.
     */
    public String start(MemoryView packet) {
        throw new NotDoneException();
    }
}
