// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.ResourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * QEMU's test protocol ("QTest Protocol" in its documentation): a command a line, an answer a line, and in between
 * lines about interrupt lines. Accesses that are answered at once allocate nothing. When QEMU is gone, it is as with an
 * empty slot: reads are all ones.
 *
 * <p>Any thread may use it; who needs two commands to follow each other holds {@link #lock}.
 */
final class QtestConnection {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final byte[] OK = ascii("OK");
    private static final byte[] RAISED = ascii("IRQ raise ");
    private static final byte[] LOWERED = ascii("IRQ lower ");
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[][] READS = commands("read");
    private static final byte[][] WRITES = commands("write");
    private static final byte[] IN = ascii("inl ");
    private static final byte[] OUT = ascii("outl ");
    private static final byte[] INTERCEPT = ascii("irq_intercept_in ioapic");
    private static final int LONGEST_COMMAND = 128;

    /** Hears of interrupt lines, with the connection's lock held. */
    interface Lines {
        void level(int line, boolean high);
    }

    final ReentrantLock lock = new ReentrantLock();

    private final String name;
    private final LineChannel channel;
    private final Lines lines;
    private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST_COMMAND);
    private final CompletableFuture<Void> loss = new CompletableFuture<>();
    private volatile boolean closed;

    QtestConnection(String name, SocketChannel channel, Lines lines) throws IOException {
        this.name = name;
        this.channel = new LineChannel(channel);
        this.lines = lines;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** By the logarithm of the width: b, w, l, q. */
    private static byte[][] commands(String verb) {
        return new byte[][] {ascii(verb + "b "), ascii(verb + "w "), ascii(verb + "l "), ascii(verb + "q ")};
    }

    /** Whether QEMU has gone. */
    boolean isLost() {
        return loss.isDone();
    }

    /** Is completed when QEMU has gone, with the connection's lock held. */
    CompletableFuture<Void> loss() {
        return loss;
    }

    /** From memory or a device, of 1, 2, 4 or 8 bytes. */
    long read(long address, int width) {
        return command(READS[Integer.numberOfTrailingZeros(width)], address, 0, 1);
    }

    /** To memory or a device, of 1, 2, 4 or 8 bytes. */
    void write(long address, int width, long value) {
        command(WRITES[Integer.numberOfTrailingZeros(width)], address, value, 2);
    }

    /** From an I/O port, 32 bits. */
    int in(int port) {
        return (int) command(IN, port, 0, 1);
    }

    /** To an I/O port, 32 bits. */
    void out(int port, int value) {
        command(OUT, port, Integer.toUnsignedLong(value), 2);
    }

    /** The lines to the interrupt controller come here instead. */
    void interceptInterrupts() {
        command(INTERCEPT, 0, 0, 0);
    }

    /** Hears what there is to hear, if nobody is just talking; who does hears it. */
    void listen() {
        if (!isLost() && lock.tryLock()) {
            try {
                while (!closed && channel.read(0)) {
                    hear();
                }
            } catch (IOException gone) {
                loss.complete(null);
            } finally {
                lock.unlock();
            }
        }
    }

    private long command(byte[] verb, long first, long second, int arguments) {
        lock.lock();
        try {
            if (closed) {
                throw new ClosedException(name, "is closed");
            }
            if (isLost()) {
                return -1;
            }
            out.clear().put(verb);
            if (arguments > 0) {
                putHex(first);
            }
            if (arguments > 1) {
                out.put((byte) ' ');
                putHex(second);
            }
            out.put((byte) '\n').flip();
            return exchange();
        } catch (IOException gone) {
            loss.complete(null);
            return -1;
        } finally {
            lock.unlock();
        }
    }

    private long exchange() throws IOException {
        if (!channel.write(out, PATIENCE)) {
            throw late();
        }
        do {
            if (!channel.read(PATIENCE)) {
                throw late();
            }
        } while (hear());
        if (!startsWith(OK)) {
            throw new ResourceException(name, "was refused something by QEMU: " + channel.text());
        }
        return parseHex();
    }

    private DeadlineException late() {
        loss.complete(null); // what comes later would be taken for the answer to something else
        return new DeadlineException(name,
                "got no answer from QEMU within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE) + " s");
    }

    /** Whether the line was about an interrupt line. */
    private boolean hear() {
        boolean high = startsWith(RAISED);
        if (high || startsWith(LOWERED)) {
            int number = 0;
            for (int i = RAISED.length; i < channel.length(); i++) {
                number = number * 10 + channel.line()[i] - '0';
            }
            lines.level(number, high);
            return true;
        }
        return false;
    }

    private boolean startsWith(byte[] prefix) {
        if (channel.length() < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (channel.line()[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private void putHex(long value) {
        out.put((byte) '0').put((byte) 'x');
        for (int shift = Math.max(0, 60 - Long.numberOfLeadingZeros(value) / 4 * 4); shift >= 0; shift -= 4) {
            out.put(HEX[(int) (value >>> shift) & 0xf]);
        }
    }

    /** What stands behind {@code OK 0x}; 0 if nothing does. */
    private long parseHex() {
        long value = 0;
        for (int i = OK.length + 3; i < channel.length(); i++) {
            value = value << 4 | Character.digit(channel.line()[i], 16);
        }
        return value;
    }

    /** Waits for the command under way. */
    void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            channel.close();
        } finally {
            lock.unlock();
        }
    }
}
