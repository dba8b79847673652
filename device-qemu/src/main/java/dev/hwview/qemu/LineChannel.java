// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Lines over a socket, with a deadline. It never blocks in a read or a write, so a thread that is interrupted does not
 * close the socket. For one thread at a time.
 */
final class LineChannel {
    private static final int LONGEST = 4096;
    /** QEMU answers within some 20 microseconds: to look a few times is quicker than to sleep. */
    private static final int LOOKS = 20;

    private final SocketChannel channel;
    private final Selector readable;
    private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST).flip();
    private final byte[] line = new byte[LONGEST];
    private int length;
    private boolean complete;

    LineChannel(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        readable = Selector.open();
        channel.register(readable, SelectionKey.OP_READ);
    }

    /** Whether the whole buffer went out in time. */
    boolean write(ByteBuffer out, long nanos) throws IOException {
        Deadline deadline = null;
        while (true) {
            channel.write(out);
            if (!out.hasRemaining()) {
                return true;
            }
            deadline = deadline == null ? Deadline.in(nanos) : deadline;
            if (deadline.hasPassed()) {
                return false;
            }
            deadline.nap();
        }
    }

    /** Whether a line came in time; {@link #line()} has it, up to the next call. With no time, it only looks. */
    boolean read(long nanos) throws IOException {
        if (complete) {
            complete = false;
            length = 0;
        }
        long begin = System.nanoTime();
        int looks = 0;
        while (!takeLine()) {
            in.clear();
            int count = channel.read(in);
            in.flip();
            if (count < 0) {
                throw new EOFException("QEMU has closed its socket");
            }
            if (count == 0 && ++looks > LOOKS | nanos == 0) {
                long left = nanos - (System.nanoTime() - begin);
                if (left <= 0) {
                    return false;
                }
                readable.select(left / 1_000_000 + 1);
                readable.selectedKeys().clear();
            }
        }
        return true;
    }

    private boolean takeLine() {
        while (in.hasRemaining()) {
            byte next = in.get();
            if (next == '\n') {
                complete = true;
                return true;
            }
            if (length < LONGEST) {
                line[length++] = next;
            }
        }
        return false;
    }

    /** The bytes of the line, of which {@link #length()} count. */
    byte[] line() {
        return line;
    }

    int length() {
        return length;
    }

    String text() {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    void close() throws IOException {
        readable.close();
        channel.close();
    }
}
