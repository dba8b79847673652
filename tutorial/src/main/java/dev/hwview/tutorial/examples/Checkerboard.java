// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.examples;

import dev.hwview.view.Key;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Slice;
import java.util.Arrays;

/** A picture of two dimensions, edited by slices of both. */
public final class Checkerboard {
    private Checkerboard() {}

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) {
        byte[] pixels = new byte[12];
        Arrays.fill(pixels, (byte) '.');
        MemoryView board = MemoryView.of(pixels).cast("B", 3, 4);
        MemoryView marks = MemoryView.of(new byte[] {'X', 'X', 'X', 'X'}).cast("B", 2, 2);
        board.assign(marks, Slice.all().by(2), Slice.all().by(2));
        board.assign(marks.slice(0, 1), Slice.of(1, 2), Slice.from(1).by(2));
        for (long row = 0; row < board.length(); row++) {
            System.out.println(board.slice(Key.at(row)).hex(" "));
        }
    }
}

// prints
// 58 2e 58 2e
// 2e 58 2e 58
// 58 2e 58 2e
