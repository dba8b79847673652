// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.examples;

import dev.hwview.file.MappedFile;
import dev.hwview.view.MemoryView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of 5 GiB, written at its end, in the memory of a few pages. */
public final class SparseFile {
    private SparseFile() {}

    /**
     * Runs it.
     *
     * @param args none
     * @throws IOException if the file can't be made
     */
    public static void main(String[] args) throws IOException {
        Path path = Files.createTempDirectory("example").resolve("sparse");
        try (MappedFile file = MappedFile.create(path, 5L << 30)) {
            MemoryView bytes = file.view();
            bytes.setByte(-1, (byte) 42);
            System.out.println(bytes.length() + " bytes, the last one " + bytes.slice(-1, Long.MAX_VALUE).getByte(0));
        } finally {
            Files.delete(path);
        }
    }
}

// prints
// 5368709120 bytes, the last one 42
