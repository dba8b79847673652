// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * A stream as a channel. It is given arrays directly; native memory by way of an array, as a stream knows nothing else.
 */
final class OutputStreamChannel implements WritableByteChannel {
    private static final int CHUNK = 16 << 10;

    private final OutputStream out;
    private byte[] chunk;
    private boolean closed;

    private OutputStreamChannel(OutputStream out) {
        this.out = out;
    }

    /** A file's stream has a channel of its own. A class derived from it may change the bytes. */
    static WritableByteChannel of(OutputStream out) {
        return out.getClass() == FileOutputStream.class
                ? ((FileOutputStream) out).getChannel() : new OutputStreamChannel(out);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = source.remaining();
        if (source.hasArray()) {
            out.write(source.array(), source.arrayOffset() + source.position(), count);
            source.position(source.limit());
            return count;
        }
        if (chunk == null) {
            chunk = new byte[Math.min(CHUNK, count)];
        }
        count = Math.min(chunk.length, count);
        source.get(chunk, 0, count);
        out.write(chunk, 0, count);
        return count;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        out.close();
    }
}
