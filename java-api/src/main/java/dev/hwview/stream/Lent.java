// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A view's bytes, borrowed, as channels want them: in buffers that share them. Only an array of something else than
 * bytes can't be shared, and goes by way of an array in between.
 */
final class Lent implements AutoCloseable {
    /** What one buffer can span, which no channel takes at once anyway. */
    private static final long PIECE = 1L << 30;
    private static final int STAGE = 64 << 10;

    private final Window window;
    private final MemorySegment segment;
    private final boolean staged;
    private byte[] stage;

    Lent(MemoryView view) {
        window = Window.over(view);
        segment = window.asSegment();
        staged = !isShared(segment);
    }

    private static boolean isShared(MemorySegment segment) {
        try {
            segment.asSlice(0, 0).asByteBuffer();
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    long size() {
        return segment.byteSize();
    }

    boolean staged() {
        return staged;
    }

    /** Whether one buffer does not span it. */
    boolean isLong() {
        return size() > PIECE;
    }

    /** The bytes from a place on, or as many of them as go into one buffer. */
    ByteBuffer piece(long from) {
        requireThere(from);
        return segment.asSlice(from, Math.min(size() - from, PIECE)).asByteBuffer();
    }

    int read(ReadableByteChannel channel, long to) throws IOException {
        if (!staged) {
            int count = channel.read(piece(to));
            requireThere(to);
            return count;
        }
        ByteBuffer buffer = stage(to);
        int count = channel.read(buffer);
        if (count > 0) {
            MemorySegment.copy(MemorySegment.ofArray(stage), ValueLayout.JAVA_BYTE, 0, segment, ValueLayout.JAVA_BYTE,
                    to, count);
        }
        return count;
    }

    int write(WritableByteChannel channel, long from) throws IOException {
        if (!staged) {
            int count = channel.write(piece(from));
            requireThere(from);
            return count;
        }
        ByteBuffer buffer = stage(from);
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, from, MemorySegment.ofArray(stage), ValueLayout.JAVA_BYTE, 0,
                buffer.remaining());
        return channel.write(buffer);
    }

    private ByteBuffer stage(long from) {
        requireThere(from);
        if (stage == null) {
            stage = new byte[(int) Math.min(STAGE, size())];
        }
        return ByteBuffer.wrap(stage, 0, (int) Math.min(stage.length, size() - from));
    }

    /** By a look at a byte, upon which the window says what is wrong with the memory. */
    private void requireThere(long at) {
        if (at < size()) {
            window.getByte(at);
        }
    }

    @Override
    public void close() {
        window.close();
    }
}
