// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.Window;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;

/**
 * The other end of a {@link StreamWindow}: messages are built in a ring, in one piece each, and go from there into a
 * channel.
 *
 * <pre>{@code
 * try (OutputWindow out = OutputWindow.over(socket, 64 << 10)) {
 *     Window message = out.reserve(8);
 *     message.setIntBE(0, 1);
 *     message.setIntBE(4, 2);
 *     out.commit(8);
 * }
 * }</pre>
 *
 * <p>Waiting, views, memory, threads and the channel's ownership are as of {@link StreamWindow}. Views are to be
 * released before their bytes are reserved again.
 */
public final class OutputWindow implements Closeable {
    private final WritableByteChannel channel;
    private final Ring ring;
    private final Readiness readiness;
    private long reserved;
    private boolean closed;

    OutputWindow(WritableByteChannel channel, Ring ring) {
        this.channel = channel;
        this.ring = ring;
        this.readiness = new Readiness(channel, SelectionKey.OP_WRITE, Readiness.TIMEOUT);
    }

    /**
     * Opens a window over a channel.
     *
     * @param channel of bytes, blocking or not; not of datagrams
     * @param capacity how many bytes can wait to be written, below 1 GiB; rounded up to whole pages
     * @return empty
     * @throws TooLargeException if the capacity is
     */
    public static OutputWindow over(WritableByteChannel channel, long capacity) {
        if (channel instanceof DatagramChannel) {
            throw new StreamException("datagrams are no stream: several messages would become one");
        }
        return new OutputWindow(channel, Ring.of(capacity));
    }

    /**
     * Opens a window over a stream. That of a file is written by its channel, others out of an array.
     *
     * @param stream of bytes; not flushed here
     * @param capacity how many bytes can wait to be written, below 1 GiB
     * @return empty
     * @throws TooLargeException if the capacity is
     */
    public static OutputWindow over(OutputStream stream, long capacity) {
        WritableByteChannel channel = OutputStreamChannel.of(stream);
        boolean arrays = channel instanceof OutputStreamChannel;
        return new OutputWindow(channel, arrays ? Ring.array(capacity) : Ring.of(capacity));
    }

    /**
     * How long one call may wait for a selectable channel.
     *
     * @return 30 seconds, if not set
     */
    public Duration timeout() {
        return readiness.timeout();
    }

    /**
     * Sets how long one call may wait for a selectable channel.
     *
     * @param longest 0 for not at all
     * @return this
     */
    public OutputWindow timeout(Duration longest) {
        readiness.timeout(longest);
        return this;
    }

    /**
     * How many bytes can wait to be written.
     *
     * @return in bytes
     */
    public long capacity() {
        return ring.capacity();
    }

    /**
     * How many bytes were committed and not written yet.
     *
     * @return in bytes
     */
    public long pending() {
        return ring.inUse();
    }

    /**
     * How many bytes were written.
     *
     * @return in bytes, since the window was opened
     */
    public long position() {
        return ring.begin();
    }

    /**
     * How many bytes were copied to keep messages in one piece.
     *
     * @return 0 if the ring is mapped twice
     */
    public long copied() {
        return ring.copied();
    }

    /**
     * Makes room for a message; writes committed ones, if it must. What was reserved before and not committed is
     * forgotten.
     *
     * @param bytes how many, up to the capacity
     * @return over these bytes, whatever is in them; good until they are committed, or the next ones are reserved
     * @throws TooLargeException if it is more than the capacity
     * @throws StreamDeadlineException if the channel does not take enough in time
     * @throws HeldException if there is no room because views are held
     * @throws IOException as the channel does
     */
    public Window reserve(long bytes) throws IOException {
        ring.requireOpen();
        if (bytes < 0 || bytes > capacity()) {
            throw new TooLargeException("a message", bytes, capacity());
        }
        reserved = 0;
        writeUntil(capacity() - bytes);
        ring.room(bytes);
        reserved = bytes;
        return ring.show(ring.end(), bytes);
    }

    /**
     * Hands in what was reserved, or its first bytes. It is written when the room is needed, or by {@link #flush}.
     *
     * @param bytes how many
     * @throws TooLargeException if it is more than was reserved
     */
    public void commit(long bytes) {
        ring.requireOpen();
        if (bytes < 0 || bytes > reserved) {
            throw new TooLargeException("a commit", bytes, reserved);
        }
        reserved = 0;
        ring.fill(bytes);
        ring.show(ring.end(), 0);
    }

    /**
     * Writes once, what the channel takes. A selectable channel is not waited for.
     *
     * @return how many bytes went
     * @throws IOException as the channel does
     */
    public int drain() throws IOException {
        ring.requireOpen();
        if (pending() == 0) {
            return 0;
        }
        readiness.prepare();
        int count = channel.write(ring.used());
        ring.consume(count);
        return count;
    }

    /**
     * Writes all that was committed.
     *
     * @throws StreamDeadlineException if the channel does not take it in time; the rest stays
     * @throws IOException as the channel does
     */
    public void flush() throws IOException {
        ring.requireOpen();
        writeUntil(0);
    }

    private void writeUntil(long left) throws IOException {
        if (pending() <= left) {
            return;
        }
        long deadline = readiness.deadline();
        while (pending() > left) {
            if (drain() == 0) {
                readiness.await(deadline, "a write of " + pending() + " bytes");
            }
        }
    }

    /**
     * Writes all that was committed and nothing that was only reserved, frees the ring and leaves the channel as it
     * was. If writing fails, the ring is freed nevertheless, and the bytes are lost. Doing so again does nothing.
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (readiness) {
            writeUntil(0);
        } finally {
            ring.close();
        }
    }
}
