// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.Channel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until a channel is ready, but never beyond a deadline. A selectable channel is made non-blocking for that,
 * until this is closed. A channel of another kind waits by itself, as long as it likes; only where it gives nothing and
 * yet returns is there a deadline.
 */
final class Readiness implements Closeable {
    /** Where none was given. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** A selector does not notice that its channel was closed, so one has a look by oneself. */
    private static final long LOOK_MILLIS = 100;

    private final Channel channel;
    private final int operation;
    private Duration timeout;
    private long timeoutNanos;
    private Selector selector;
    private boolean restoreBlocking;

    /** @param operation of {@link java.nio.channels.SelectionKey} */
    Readiness(Channel channel, int operation, Duration timeout) {
        this.channel = channel;
        this.operation = operation;
        timeout(timeout);
    }

    Duration timeout() {
        return timeout;
    }

    void timeout(Duration longest) {
        if (longest.isNegative()) {
            throw new StreamException("a timeout of " + longest + " is negative");
        }
        timeout = longest;
        // Beyond half of the range, deadlines could not be compared any more.
        timeoutNanos = longest.getSeconds() > Long.MAX_VALUE / 2 / TimeUnit.SECONDS.toNanos(1) - 1
                ? Long.MAX_VALUE / 2 : longest.toNanos();
    }

    /** When a wait that begins now has to end, as {@link System#nanoTime} will say. */
    long deadline() {
        return System.nanoTime() + timeoutNanos;
    }

    /** To be called before an operation, so that it does not wait where this can. */
    void prepare() throws IOException {
        if (channel instanceof SelectableChannel selectable && selectable.isBlocking()) {
            selectable.configureBlocking(false);
            restoreBlocking = true;
        }
    }

    /**
     * Waits once. The operation is then to be tried again, which may do nothing yet.
     *
     * @param what does not happen if the deadline is over
     */
    void await(long deadline, String what) throws IOException {
        long nanos = deadline - System.nanoTime();
        if (nanos <= 0) {
            throw new StreamDeadlineException(what, timeout);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for " + what);
        }
        if (channel instanceof SelectableChannel selectable) {
            if (selector == null) {
                selector = selectable.provider().openSelector();
                selectable.register(selector, operation);
            }
            selector.select(Math.min(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, LOOK_MILLIS));
            selector.selectedKeys().clear();
        } else {
            LockSupport.parkNanos(this, Math.min(nanos, NAP_NANOS));
        }
    }

    @Override
    public void close() throws IOException {
        if (selector != null) {
            selector.close();
            selector = null;
        }
        if (restoreBlocking && channel.isOpen()) {
            restoreBlocking = false;
            try {
                ((SelectableChannel) channel).configureBlocking(true);
            } catch (IllegalBlockingModeException e) {
                // Somebody else waits for it by a selector by now.
            }
        }
    }
}
