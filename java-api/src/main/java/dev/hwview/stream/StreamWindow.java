// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;

/**
 * A window that slides over a channel. What arrives is put into a ring by the kernel and looked at there, in one piece
 * even where the ring wraps: its memory is mapped twice, side by side.
 *
 * <pre>{@code
 * try (StreamWindow stream = StreamWindow.over(socket, 64 << 10).timeout(Duration.ofSeconds(5))) {
 *     int length = stream.require(8).getIntBE(4);
 *     handle(stream.require(8 + length));
 *     stream.consume(8 + length);
 * }
 * }</pre>
 *
 * <p><b>Waiting.</b> A selectable channel (socket, pipe) is waited for until a deadline; it is made non-blocking, and
 * blocking again by {@link #close} if it was. A file or an {@link InputStream} can't be waited for but by its own read.
 *
 * <p><b>What stays.</b> A {@link Window} that is handed out shows unread bytes; consuming them takes them from it.
 * There is one, which moves at each call that returns it. A view taken of it, or by {@link #view}, keeps its bytes
 * until it is released: they are never overwritten, and if that leaves no room there is a {@link HeldException}. A
 * window that a program has put {@linkplain Window#within within} the one here borrows nothing: it is good until the
 * next call of a method that reads or consumes. {@link #close} frees the memory, and views that are still held say so
 * when they are used.
 *
 * <p><b>Without the double mapping</b> (no libhwview, or no right to native access, or an {@link InputStream}, which
 * fills arrays only), what is unread is copied to the begin of the memory whenever its end is reached; {@link #copied}
 * counts it.
 *
 * <p>For one thread at a time; views may be read and released by others. The channel is the caller's: it is not closed
 * here, and bytes that were read ahead are lost to it.
 */
public final class StreamWindow implements Closeable {
    private final ReadableByteChannel channel;
    private final Ring ring;
    private final Readiness readiness;
    private boolean ended;

    StreamWindow(ReadableByteChannel channel, Ring ring) {
        this.channel = channel;
        this.ring = ring;
        this.readiness = new Readiness(channel, SelectionKey.OP_READ, Readiness.TIMEOUT);
    }

    /**
     * Opens a window over a channel.
     *
     * @param channel of bytes, blocking or not; not of datagrams, which could be cut
     * @param capacity how many bytes can be seen at once, below 1 GiB; rounded up to whole pages
     * @return empty; reads nothing yet
     * @throws TooLargeException if the capacity is
     */
    public static StreamWindow over(ReadableByteChannel channel, long capacity) {
        if (channel instanceof DatagramChannel) {
            throw new StreamException("datagrams are no stream: one that does not fit would be cut");
        }
        return new StreamWindow(channel, Ring.of(capacity));
    }

    /**
     * Opens a window over a stream. That of a file is read by its channel, others into an array.
     *
     * @param stream of bytes
     * @param capacity how many bytes can be seen at once, below 1 GiB
     * @return empty; reads nothing yet
     * @throws TooLargeException if the capacity is
     */
    public static StreamWindow over(InputStream stream, long capacity) {
        ReadableByteChannel channel = InputStreamChannel.of(stream);
        boolean arrays = channel instanceof InputStreamChannel;
        return new StreamWindow(channel, arrays ? Ring.array(capacity) : Ring.of(capacity));
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
    public StreamWindow timeout(Duration longest) {
        readiness.timeout(longest);
        return this;
    }

    /**
     * How many bytes can be seen at once.
     *
     * @return in bytes
     */
    public long capacity() {
        return ring.capacity();
    }

    /**
     * How many bytes were consumed: where the first unread one is in the stream.
     *
     * @return in bytes from where the window was opened
     */
    public long position() {
        return ring.begin();
    }

    /**
     * How many bytes have arrived and are unread.
     *
     * @return in bytes
     */
    public long available() {
        return ring.inUse();
    }

    /**
     * Whether the stream is known to have no more bytes than those that are available.
     *
     * @return whether a read said so
     */
    public boolean ended() {
        return ended;
    }

    /**
     * Whether the ring is mapped twice, so that nothing is ever copied here.
     *
     * @return whether it is
     */
    public boolean mirrored() {
        return ring.mirrored();
    }

    /**
     * How many bytes were copied to keep them in one piece.
     *
     * @return 0 if {@link #mirrored}
     */
    public long copied() {
        return ring.copied();
    }

    /**
     * Reads once, as much as is there and has room. A selectable channel is not waited for.
     *
     * @return how many bytes came; 0 if there are none yet, or no room; -1 at the end of the stream
     * @throws HeldException if there is no room because views are held
     * @throws IOException as the channel does
     */
    public int fill() throws IOException {
        ring.requireOpen();
        if (ended) {
            return -1;
        }
        return available() == capacity() ? 0 : read(1);
    }

    private int read(long needed) throws IOException {
        long room = ring.room(needed);
        readiness.prepare();
        int count = channel.read(ring.free(room));
        if (count < 0) {
            ended = true;
        } else {
            ring.fill(count);
        }
        return count;
    }

    /**
     * Reads until so many bytes are available.
     *
     * @param bytes how many, up to the capacity
     * @return {@code false} if the stream ends before
     * @throws TooLargeException if it is more than the capacity
     * @throws StreamDeadlineException if they do not come in time
     * @throws HeldException if there is no room for them because views are held
     * @throws IOException as the channel does
     */
    public boolean request(long bytes) throws IOException {
        ring.requireOpen();
        return available() >= bytes && bytes >= 0 || request(bytes, deadline());
    }

    boolean request(long bytes, long deadline) throws IOException {
        requireFits("a request", bytes);
        while (available() < bytes) {
            if (ended) {
                return false;
            }
            if (read(bytes - available()) == 0) {
                readiness.await(deadline, "the arrival of " + bytes + " bytes, of which " + available()
                        + " are there,");
            }
        }
        return true;
    }

    /**
     * Reads until so many bytes are available, and shows them.
     *
     * @param bytes how many, up to the capacity
     * @return over these bytes and no others; good until they are consumed, or the next window is asked for
     * @throws EndOfStreamException if the stream ends before
     * @throws TooLargeException if it is more than the capacity
     * @throws StreamDeadlineException if they do not come in time
     * @throws HeldException if there is no room for them because views are held
     * @throws IOException as the channel does
     */
    public Window require(long bytes) throws IOException {
        if (!request(bytes)) {
            throw endsBefore(bytes);
        }
        return show(position(), bytes);
    }

    /**
     * Shows all bytes that are available.
     *
     * @return good until they are consumed, or the next window is asked for
     */
    public Window window() {
        return show(position(), available());
    }

    /**
     * Takes the first bytes as a view, which keeps them as they are until it is released, whatever is read meanwhile.
     *
     * @param bytes how many, available ones
     * @return of format {@code B}
     * @throws EndOfStreamException if fewer are available
     */
    public MemoryView view(long bytes) {
        requireAvailable(bytes);
        return lend(position(), bytes);
    }

    /**
     * Consumes bytes that are available. Windows show them no longer, and their room is used again, unless views hold
     * it.
     *
     * @param bytes how many
     * @throws EndOfStreamException if fewer are available, in which case none is consumed
     */
    public void consume(long bytes) {
        requireAvailable(bytes);
        ring.consume(bytes);
    }

    /**
     * Reads and consumes bytes, of which there may be more than the capacity.
     *
     * @param bytes how many
     * @throws EndOfStreamException if the stream ends before; then all of it is consumed
     * @throws StreamDeadlineException if they do not come in time; then those that came are consumed
     * @throws HeldException if there is no room for them because views are held
     * @throws IOException as the channel does
     */
    public void skip(long bytes) throws IOException {
        long begin = position();
        if (bytes < 0) {
            throw new EndOfStreamException("the stream", begin, bytes, 0);
        }
        if (!advance(begin + bytes) && !advance(begin + bytes, deadline())) {
            throw new EndOfStreamException("the stream", begin, bytes, position() - begin);
        }
    }

    /**
     * Looks for a byte in what is available.
     *
     * @param value the byte
     * @return how many bytes are before the first one; -1 if there is none
     */
    public long find(byte value) {
        return find(value, 0);
    }

    /**
     * Looks for a byte in a part of what is available.
     *
     * @param value the byte
     * @param from how many bytes to leave out
     * @return how many bytes are before it, with those that were left out; -1 if there is none
     */
    public long find(byte value, long from) {
        ring.requireOpen();
        if (from < 0) {
            throw new StreamException("a search can't begin " + -from + " bytes before what is available");
        }
        long place = ring.place(position());
        long found = from > available() ? -1 : Search.find(ring.memory(), place + from, place + available(), value);
        return found < 0 ? -1 : found - place;
    }

    /**
     * Splits the stream into records with their length in front.
     *
     * @param prefix how the length is written
     * @param longest record that is taken for one, in bytes without the prefix; has to fit into the ring with it
     * @return before the first one, which begins here; a record's window is without the prefix
     */
    public Frames records(LengthPrefix prefix, long longest) {
        return new PrefixedFrames(this, prefix, longest);
    }

    /**
     * Splits the stream into lines, which end with {@code \n} or {@code \r\n}; the last one may end with the stream.
     *
     * @param longest line, in bytes without its end; has to fit into the ring with it
     * @return before the first one, which begins here; a line's window is without its end
     */
    public Frames lines(long longest) {
        return DelimitedFrames.lines(this, longest);
    }

    /**
     * Splits the stream into records that end with a byte; the last one may end with the stream.
     *
     * @param delimiter the byte
     * @param longest record, in bytes without the delimiter; has to fit into the ring with it
     * @return before the first one, which begins here; a record's window is without the delimiter
     */
    public Frames delimited(byte delimiter, long longest) {
        return DelimitedFrames.by(this, delimiter, longest);
    }

    /**
     * Lets a window slide over the stream: all windows of one width that are inside as a whole, a step apart.
     *
     * @param width of the window, in bytes, up to the capacity
     * @param step from one place to the next, in bytes, at least 1; less than the width makes them overlap
     * @return before the first one, which begins here
     */
    public Frames windows(long width, long step) {
        return new SlidingFrames(this, width, step);
    }

    long deadline() {
        return readiness.deadline();
    }

    /** Consumes up to a position, but not beyond the end of the stream. */
    boolean advance(long position, long deadline) throws IOException {
        while (!advance(position)) {
            if (!request(1, deadline)) {
                return false;
            }
        }
        return true;
    }

    /** Consumes up to a position, of what is available. */
    boolean advance(long position) {
        ring.requireOpen();
        long distance = position - position();
        if (distance > 0) {
            ring.consume(Math.min(distance, available()));
        }
        return distance <= 0 || position() == position;
    }

    /** A byte of those that are available. */
    byte peek(long at) {
        return ring.memory().getByte(ring.place(position()) + at);
    }

    /** The length that a prefix tells which is available. */
    long peek(LengthPrefix prefix) {
        return prefix.read(ring.memory(), ring.place(position()));
    }

    Window show(long from, long length) {
        ring.requireOpen();
        return ring.show(from, length);
    }

    MemoryView lend(long from, long length) {
        ring.requireOpen();
        return ring.lend(from, length);
    }

    EndOfStreamException endsBefore(long bytes) {
        return new EndOfStreamException("the stream", position(), bytes, available());
    }

    void requireFits(String what, long bytes) {
        if (bytes < 0 || bytes > capacity()) {
            throw new TooLargeException(what, bytes, capacity());
        }
    }

    private void requireAvailable(long bytes) {
        ring.requireOpen();
        if (bytes < 0 || bytes > available()) {
            throw new EndOfStreamException("what was read", position(), bytes, available());
        }
    }

    /**
     * Frees the ring and leaves the channel as it was. Doing so again does nothing.
     *
     * @throws StreamException if another thread reads just now
     */
    @Override
    public void close() throws IOException {
        ring.close();
        readiness.close();
    }
}
