// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.examples;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import dev.hwview.view.ZeroCopy;

/** One window slides over all records; nothing is made for each. */
public final class OneWindow {
    private OneWindow() {}

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) {
        MemoryView bytes = MemoryView.of(new byte[8000]);
        long[] sum = new long[1];
        try (Window window = Window.over(bytes)) {
            for (int i = 0; i < 1000; i++) {
                window.at(8 * i, 8).setLongBE(0, i);
            }
            ZeroCopy.Report report = ZeroCopy.verify(9, () -> {
                sum[0] = 0;
                for (int i = 0; i < 1000; i++) {
                    sum[0] += window.at(8 * i, 8).getLongBE(0);
                }
            });
            System.out.println(sum[0] + ", " + report.allocated() + " bytes allocated");
        }
    }
}

// prints
// 499500, 0 bytes allocated
