// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Random;

/** The two ends of a channel that carries as few bytes at once as it likes, at times none. */
final class Chunks implements ReadableByteChannel, WritableByteChannel {
    private final Random random;
    private final byte[] bytes;
    private final int most;
    private int position;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    /** Gives these bytes, up to so many at once. */
    Chunks(long seed, byte[] bytes, int most) {
        this.random = new Random(seed);
        this.bytes = bytes;
        this.most = most;
    }

    private int chunk() {
        return random.nextInt(200) == 0 ? 0 : random.nextInt(most) + 1;
    }

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    byte[] written() {
        return written.toByteArray();
    }

    @Override
    public int read(ByteBuffer target) {
        if (position == bytes.length) {
            return -1;
        }
        int count = Math.min(Math.min(chunk(), target.remaining()), bytes.length - position);
        target.put(bytes, position, count);
        position += count;
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        int count = Math.min(chunk(), source.remaining());
        for (int i = 0; i < count; i++) {
            written.write(source.get());
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
