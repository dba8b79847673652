// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.examples;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Slice;

/** Two channels of one recording, without sorting them apart. */
public final class Channels {
    private Channels() {}

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) {
        short[] recording = {1, -1, 2, -2, 3, -3};
        MemoryView samples = MemoryView.of(recording);
        MemoryView left = samples.slice(Slice.all().by(2));
        MemoryView right = samples.slice(Slice.from(1).by(2));
        recording[5] = -9; // the view is of the recording, not of what it was
        System.out.println("left  " + left.toList());
        System.out.println("right " + right.toList());
    }
}

// prints
// left  [1, 2, 3]
// right [-1, -2, -9]
