// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.examples;

import dev.hwview.npy.NpyFile;
import dev.hwview.view.Format;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An array for NumPy, written into its file in place, in Fortran's order. */
public final class NumPyArray {
    private NumPyArray() {}

    /**
     * Runs it.
     *
     * @param args none
     * @throws IOException if the file can't be made
     */
    public static void main(String[] args) throws IOException {
        Path path = Files.createTempDirectory("example").resolve("a.npy");
        try (NpyFile file = NpyFile.create(path, Format.of("d"), Order.F, 2, 3)) {
            MemoryView array = file.view();
            for (long row = 0; row < 2; row++) {
                for (long column = 0; column < 3; column++) {
                    array.set(new long[] {row, column}, 10.0 * row + column);
                }
            }
        }
        try (NpyFile file = NpyFile.open(path)) {
            System.out.println(file.view().toList());
            System.out.println("F contiguous: " + file.view().fContiguous());
        } finally {
            Files.delete(path);
        }
    }
}

// prints
// [[0.0, 1.0, 2.0], [10.0, 11.0, 12.0]]
// F contiguous: true
