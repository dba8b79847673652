// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the bytes of a program lie; each program begins with its own in the same place. */
enum Storage {
    HEAP(MemorySegment.ofArray(new byte[Storage.SIZE])),
    LONGS(MemorySegment.ofArray(new long[Storage.SIZE / Long.BYTES])),
    NATIVE(Arena.global().allocate(Storage.SIZE)),
    MAPPED(mapped());

    static final int SIZE = 96;

    final MemorySegment memory;

    Storage(MemorySegment memory) {
        this.memory = memory;
    }

    private static MemorySegment mapped() {
        try {
            Path file = Files.createTempFile("hwview", ".programs");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return channel.map(MapMode.READ_WRITE, 0, SIZE, Arena.global());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
