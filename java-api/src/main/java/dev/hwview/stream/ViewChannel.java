// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A view as a file of a size that does not change. Like a file's channel it has one position for both directions. */
final class ViewChannel implements SeekableByteChannel {
    private final MemoryView bytes;
    private final boolean readOnly;
    private long position;
    private boolean closed;

    ViewChannel(MemoryView view) {
        try (Cursor whole = Cursor.over(view)) {
            bytes = whole.take(whole.size());
        }
        readOnly = view.readonly();
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        requireOpen();
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("a read-only buffer can't be read into");
        }
        if (position >= bytes.nbytes()) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), bytes.nbytes() - position);
        try (MemoryView source = bytes.slice(position, position + count);
                MemoryView to = MemoryView.of(target.slice(target.position(), count))) {
            to.assign(source);
        }
        target.position(target.position() + count);
        position += count;
        return count;
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        requireOpen();
        if (readOnly) {
            throw new NonWritableChannelException();
        }
        int count = Math.clamp(bytes.nbytes() - position, 0, source.remaining());
        if (count == 0 && source.hasRemaining()) {
            throw new IOException("a view of " + bytes.nbytes() + " bytes has no room at " + position);
        }
        try (MemoryView target = bytes.slice(position, position + count);
                MemoryView from = MemoryView.of(source.slice(source.position(), count))) {
            target.assign(from);
        }
        source.position(source.position() + count);
        position += count;
        return count;
    }

    @Override
    public synchronized long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public synchronized SeekableByteChannel position(long to) throws IOException {
        requireOpen();
        if (to < 0) {
            throw new IllegalArgumentException("position " + to + " is negative");
        }
        position = to;
        return this;
    }

    @Override
    public synchronized long size() throws IOException {
        requireOpen();
        return bytes.nbytes();
    }

    @Override
    public synchronized SeekableByteChannel truncate(long size) throws IOException {
        requireOpen();
        if (readOnly) {
            throw new NonWritableChannelException();
        }
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " is negative");
        }
        if (size < bytes.nbytes()) {
            throw new IOException("a view of " + bytes.nbytes() + " bytes can't be truncated to " + size);
        }
        position = Math.min(position, size);
        return this;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public synchronized boolean isOpen() {
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        bytes.release();
    }
}
