// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Writes a view's bytes, from the first to the last. */
final class ViewOutputStream extends OutputStream {
    private final Cursor cursor;
    private boolean closed;

    ViewOutputStream(MemoryView view) {
        view.export(Request.WRITABLE).close(); // refuses
        cursor = Cursor.over(view);
    }

    @Override
    public void write(int value) throws IOException {
        requireRoom(Byte.BYTES);
        cursor.putByte((byte) value);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        requireRoom(length);
        cursor.put(source, offset, length);
    }

    private void requireRoom(int bytes) throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (bytes > cursor.remaining()) {
            throw new IOException(bytes + " bytes do not fit into a view of " + cursor.size() + " behind "
                    + cursor.position());
        }
    }

    @Override
    public void close() {
        closed = true;
        cursor.close();
    }
}
