// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;

/**
 * Views as streams and channels, and views filled from and drained into them. Views are of any format and C-contiguous,
 * else an {@link dev.hwview.view.ExportException} says so; they are borrowed for as long as it takes. What goes through
 * here between a channel and native or mapped memory is copied by nobody but the kernel; the JDK itself copies arrays
 * on their way to a channel. Streams take arrays, so there it is the other way round.
 *
 * <p>Where several views are given, bytes go to or come from one after the other, by one call of a
 * {@link java.nio.channels.ScatteringByteChannel} or {@link java.nio.channels.GatheringByteChannel} if it is one.
 *
 * <p>A selectable channel is waited for until a deadline, by default 30 seconds, and is non-blocking meanwhile. Others,
 * files and streams, can't be waited for but by their own reads and writes, which take as long as they take.
 */
public final class Streams {
    private Streams() {}

    /**
     * A view to be read as a stream. It has a mark and can be reset.
     *
     * @param view can't be released until the stream is closed
     * @return for one thread at a time; after its close all it does is an {@link IOException}
     */
    public static InputStream input(MemoryView view) {
        return new ViewInputStream(view);
    }

    /**
     * A view to be written as a stream. What does not fit is an {@link IOException}, and nothing of it is written.
     *
     * @param view writable; can't be released until the stream is closed
     * @return for one thread at a time
     */
    public static OutputStream output(MemoryView view) {
        return new ViewOutputStream(view);
    }

    /**
     * A view as a channel, to be read and written at a position. Its size does not change: a write is cut at the end,
     * and is an {@link IOException} where nothing fits.
     *
     * @param view may be released meanwhile; the channel has a view of its own
     * @return for several threads
     */
    public static SeekableByteChannel channel(MemoryView view) {
        return new ViewChannel(view);
    }

    /**
     * Reads once, what is there.
     *
     * @param from as it is, blocking or not
     * @param into writable
     * @return how many bytes came; -1 at the end of the stream
     * @throws IOException as the channel does
     */
    public static long read(ReadableByteChannel from, MemoryView... into) throws IOException {
        try (Transfer transfer = Transfer.into(into)) {
            return transfer.read(from);
        }
    }

    /**
     * Fills views.
     *
     * @param from a channel
     * @param into writable
     * @throws EndOfStreamException if the stream ends before, with what came in the views
     * @throws StreamDeadlineException likewise, after 30 seconds
     * @throws IOException as the channel does
     */
    public static void readFully(ReadableByteChannel from, MemoryView... into) throws IOException {
        readFully(from, Readiness.TIMEOUT, into);
    }

    /**
     * Fills views, in time.
     *
     * @param from a channel
     * @param timeout for all of it, if the channel is selectable
     * @param into writable
     * @throws EndOfStreamException if the stream ends before, with what came in the views
     * @throws StreamDeadlineException likewise, after the timeout
     * @throws IOException as the channel does
     */
    public static void readFully(ReadableByteChannel from, Duration timeout, MemoryView... into) throws IOException {
        try (Transfer transfer = Transfer.into(into)) {
            transfer.readFully(from, timeout);
        }
    }

    /**
     * Fills views. Those over arrays of bytes are filled by the stream itself.
     *
     * @param from a stream
     * @param into writable
     * @throws EndOfStreamException if the stream ends before, with what came in the views
     * @throws IOException as the stream does
     */
    public static void readFully(InputStream from, MemoryView... into) throws IOException {
        readFully(InputStreamChannel.of(from), into);
    }

    /**
     * Writes once, what the channel takes.
     *
     * @param to as it is, blocking or not
     * @param from what to write
     * @return how many bytes went
     * @throws IOException as the channel does
     */
    public static long write(WritableByteChannel to, MemoryView... from) throws IOException {
        try (Transfer transfer = Transfer.outOf(from)) {
            return transfer.write(to);
        }
    }

    /**
     * Drains views.
     *
     * @param to a channel
     * @param from what to write, all of it
     * @throws StreamDeadlineException after 30 seconds, with some of it written
     * @throws IOException as the channel does
     */
    public static void writeFully(WritableByteChannel to, MemoryView... from) throws IOException {
        writeFully(to, Readiness.TIMEOUT, from);
    }

    /**
     * Drains views, in time.
     *
     * @param to a channel
     * @param timeout for all of it, if the channel is selectable
     * @param from what to write, all of it
     * @throws StreamDeadlineException after the timeout, with some of it written
     * @throws IOException as the channel does
     */
    public static void writeFully(WritableByteChannel to, Duration timeout, MemoryView... from) throws IOException {
        try (Transfer transfer = Transfer.outOf(from)) {
            transfer.writeFully(to, timeout);
        }
    }

    /**
     * Drains views. A stream that is a file's is written by its channel; any other is given the arrays under the views,
     * where they have one and may write it.
     *
     * @param to a stream
     * @param from what to write, all of it
     * @throws IOException as the stream does
     */
    public static void writeFully(OutputStream to, MemoryView... from) throws IOException {
        writeFully(OutputStreamChannel.of(to), from);
    }
}
