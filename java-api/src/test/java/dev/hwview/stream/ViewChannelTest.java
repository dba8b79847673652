// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.MemoryView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view as a channel, held against a file of the same bytes. */
class ViewChannelTest {
    private static final int SIZE = 500;

    @TempDir
    Path folder;

    @Test
    void itDoesWhatAFileDoesThatDoesNotGrow() throws IOException {
        byte[] bytes = Chunks.random(3, SIZE);
        Path path = Files.write(folder.resolve("file"), bytes);
        Random random = new Random(4);
        try (SeekableByteChannel file = Files.newByteChannel(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                SeekableByteChannel channel = Streams.channel(MemoryView.of(bytes))) {
            for (int step = 0; step < 3000; step++) {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        long to = random.nextInt(SIZE + 20);
                        file.position(to);
                        channel.position(to);
                    }
                    case 1 -> {
                        ByteBuffer one = ByteBuffer.allocate(40).position(random.nextInt(40));
                        ByteBuffer other = ByteBuffer.allocateDirect(40).position(one.position());
                        assertEquals(file.read(one), channel.read(other));
                        assertEquals(one.position(), other.position());
                        assertEquals(one.rewind(), other.rewind());
                    }
                    default -> {
                        int length = (int) Math.clamp(SIZE - file.position(), 0, random.nextInt(30));
                        byte[] source = Chunks.random(step, length);
                        assertEquals(file.write(ByteBuffer.wrap(source)), channel.write(ByteBuffer.wrap(source)));
                    }
                }
                assertEquals(file.position(), channel.position());
                assertEquals(file.size(), channel.size());
            }
        }
        assertArrayEquals(Files.readAllBytes(path), bytes);
    }

    @Test
    void itsSizeStays() throws IOException {
        byte[] bytes = new byte[4];
        SeekableByteChannel channel = Streams.channel(MemoryView.of(bytes));
        assertEquals(4, channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5})));
        assertThrows(IOException.class, () -> channel.write(ByteBuffer.wrap(new byte[1])));
        assertEquals(0, channel.write(ByteBuffer.allocate(0)));
        assertThrows(IOException.class, () -> channel.truncate(3));
        assertEquals(4, channel.position(9).truncate(4).position());
        assertThrows(IllegalArgumentException.class, () -> channel.truncate(-1));
        assertThrows(IllegalArgumentException.class, () -> channel.position(-1));
        channel.position(0);
        ByteBuffer readOnly = ByteBuffer.allocate(4).asReadOnlyBuffer();
        assertThrows(IllegalArgumentException.class, () -> channel.read(readOnly));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, bytes);
    }

    @Test
    void itKeepsTheRules() throws IOException {
        MemoryView view = MemoryView.of(new int[] {1, 2});
        SeekableByteChannel channel = Streams.channel(view.toReadOnly());
        view.release();
        assertEquals(8, channel.size());
        assertThrows(NonWritableChannelException.class, () -> channel.write(ByteBuffer.allocate(1)));
        assertThrows(NonWritableChannelException.class, () -> channel.truncate(0));
        assertTrue(channel.isOpen());
        channel.close();
        channel.close();
        assertFalse(channel.isOpen());
        assertThrows(ClosedChannelException.class, () -> channel.read(ByteBuffer.allocate(1)));
        assertThrows(ClosedChannelException.class, channel::position);
        assertThrows(ClosedChannelException.class, channel::size);
    }
}
