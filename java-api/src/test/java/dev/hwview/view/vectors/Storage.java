// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the bytes of a case lie. */
enum Storage {
    /** In an array. */
    HEAP {
        @Override
        MemorySegment place(byte[] bytes, Arena arena) {
            return MemorySegment.ofArray(bytes.clone());
        }
    },
    /** Outside of the heap. */
    NATIVE {
        @Override
        MemorySegment place(byte[] bytes, Arena arena) {
            return arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
        }
    },
    /** In a mapped file. */
    MAPPED {
        @Override
        MemorySegment place(byte[] bytes, Arena arena) throws IOException {
            Path file = Files.createTempFile("hwview", ".vectors");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                Files.write(file, bytes);
                return channel.map(MapMode.READ_WRITE, 0, bytes.length, arena);
            } finally {
                Files.delete(file);
            }
        }
    };

    /** The bytes, writable. */
    abstract MemorySegment place(byte[] bytes, Arena arena) throws IOException;
}
