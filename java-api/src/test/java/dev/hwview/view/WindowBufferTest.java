// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.file.MappedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowBufferTest {
    private static final byte[] BYTES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    private final WindowBuffer buffer = new WindowBuffer();

    private static byte[] shown(ByteBuffer bytes) {
        byte[] shown = new byte[bytes.remaining()];
        bytes.get(shown);
        return shown;
    }

    private static String hex(ByteBuffer bytes) {
        return MemoryView.of(shown(bytes)).hex();
    }

    @Test
    void itGoesFromWindowToWindow() {
        MemoryView view = MemoryView.of(BYTES.clone());
        try (Window one = Window.over(view); Window two = Window.over(view.slice(6, 10))) {
            ByteBuffer first = buffer.over(one.at(2, 3));
            assertEquals("020304", hex(first));
            assertSame(first, buffer.over(one.at(0, 0)), "its limit is before its position of before");
            assertEquals("", hex(first));
            assertSame(first, buffer.over(two.at(1, 3)));
            assertEquals("070809", hex(first));
            assertSame(first, buffer.over(one.at(0, 10)));
            assertEquals("00010203040506070809", hex(first));
        }
    }

    @Test
    void otherMemoryIsAnotherBuffer() {
        try (Window one = Window.over(MemoryView.of(BYTES.clone()));
                Window two = Window.over(MemoryView.of(new byte[2]))) {
            ByteBuffer first = buffer.over(one);
            assertNotSame(first, buffer.over(two));
            assertEquals("0000", hex(buffer.over(two)));
        }
    }

    @Test
    void itIsReadOnlyIfTheWindowIs() {
        MemoryView view = MemoryView.of(BYTES.clone());
        try (Window open = Window.over(view); Window shut = Window.over(view.toReadOnly())) {
            assertFalse(buffer.over(open).isReadOnly());
            assertTrue(buffer.over(shut).isReadOnly());
            assertFalse(buffer.over(open).isReadOnly());
            buffer.over(open.at(9, 1)).put((byte) 42);
            assertEquals(42, view.getByte(9));
        }
    }

    @Test
    void aClosedWindowIsRefused() {
        Window window = Window.over(MemoryView.of(BYTES.clone()));
        buffer.over(window);
        window.close();
        assertThrows(ReleasedViewException.class, () -> buffer.over(window));
    }

    @Test
    void memoryThatNoBufferSpansGoesPieceByPiece(@TempDir Path folder) throws IOException {
        long size = 3L << 30; // sparse
        try (MappedFile file = MappedFile.create(folder.resolve("large"), size);
                Window window = Window.over(file.view())) {
            window.at(size - 4, 4).setInt(0, 0x04030201);
            assertEquals("01020304", hex(buffer.over(window)));
        }
    }
}
