// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** A view's bytes, from the first to the last. */
final class ViewInputStream extends InputStream {
    private final Cursor cursor;
    private long mark;
    private boolean closed;

    ViewInputStream(MemoryView view) {
        cursor = Cursor.over(view);
    }

    @Override
    public int read() throws IOException {
        requireOpen();
        return cursor.remaining() == 0 ? -1 : Byte.toUnsignedInt(cursor.getByte());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        requireOpen();
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        int count = (int) Math.min(length, cursor.remaining());
        cursor.get(target, offset, count);
        return count == 0 ? -1 : count;
    }

    @Override
    public long skip(long count) throws IOException {
        requireOpen();
        long skipped = Math.clamp(count, 0, cursor.remaining());
        cursor.skip(skipped);
        return skipped;
    }

    @Override
    public int available() throws IOException {
        requireOpen();
        return (int) Math.min(cursor.remaining(), Integer.MAX_VALUE);
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public void mark(int limit) {
        mark = cursor.position();
    }

    @Override
    public void reset() throws IOException {
        requireOpen();
        cursor.position(mark);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        requireOpen();
        long begin = cursor.position();
        long count = cursor.remaining();
        try (MemoryView rest = cursor.take(count)) {
            cursor.position(begin);
            Streams.writeFully(out, rest);
            cursor.skip(count);
        }
        return count;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        cursor.close();
    }
}
