// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A stream as a channel. It fills arrays directly; native memory by way of an array, as a stream knows nothing else.
 */
final class InputStreamChannel implements ReadableByteChannel {
    private static final int CHUNK = 16 << 10;

    private final InputStream in;
    private byte[] chunk;
    private boolean closed;

    private InputStreamChannel(InputStream in) {
        this.in = in;
    }

    /** A file's stream has a channel of its own. A class derived from it may have changed what its bytes are. */
    static ReadableByteChannel of(InputStream in) {
        return in.getClass() == FileInputStream.class
                ? ((FileInputStream) in).getChannel() : new InputStreamChannel(in);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (target.hasArray()) {
            int begin = target.arrayOffset() + target.position();
            int count = in.read(target.array(), begin, target.remaining());
            target.position(target.position() + Math.max(count, 0));
            return count;
        }
        if (chunk == null) {
            chunk = new byte[Math.min(CHUNK, target.remaining())];
        }
        int count = in.read(chunk, 0, Math.min(chunk.length, target.remaining()));
        if (count > 0) {
            target.put(chunk, 0, count);
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        in.close();
    }
}
