// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/**
 * When a command that moves frames ends: after so many, so long, so long without one, or at Ctrl-C. The latter is an end
 * like any other, after which the summary is printed. It has to be closed.
 */
final class Ending implements AutoCloseable {
    /** After Ctrl-C the summary gets this long. */
    private static final long PATIENCE_SECONDS = 5;

    private long most = Long.MAX_VALUE;
    private long longest = Long.MAX_VALUE;
    private long idle = Long.MAX_VALUE;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "hwview ending");
    private volatile boolean asked;
    private long start;
    private long lastFrame;
    private long seen;

    @Option(names = "--count", paramLabel = "N", description = "End after N frames.")
    private void most(String text) {
        most = Numbers.parse(text, 1, Integer.MAX_VALUE);
    }

    @Option(names = "--for", paramLabel = "TIME", description = "End after this time, such as 10s.")
    private void longest(String text) {
        longest = Numbers.duration(text).toNanos();
    }

    @Option(names = "--idle", paramLabel = "TIME", description = "End when no frame has come for this time.")
    private void idle(String text) {
        idle = Numbers.duration(text).toNanos();
    }

    /** Where the user says nothing of it. */
    void idleUnlessSaid(Duration time) {
        if (idle == Long.MAX_VALUE) {
            idle = time.toNanos();
        }
    }

    void mostUnlessSaid(long frames) {
        if (most == Long.MAX_VALUE) {
            most = frames;
        }
    }

    /** It begins now. */
    Ending start() {
        Runtime.getRuntime().addShutdownHook(hook);
        start = System.nanoTime();
        lastFrame = start;
        return this;
    }

    /** How many frames may still come, up to what fits in a batch. */
    int room(long frames, int batch) {
        return (int) Math.min(most - frames, batch);
    }

    /** Whether it is over, now that there were so many frames. To be asked often. */
    boolean isOver(long frames) {
        if (asked || frames >= most) {
            return true;
        }
        long now = System.nanoTime();
        if (frames != seen) {
            seen = frames;
            lastFrame = now;
        }
        return now - start >= longest || now - lastFrame >= idle;
    }

    /** Whether it ended because the user wanted so, and not for want of frames. */
    boolean wasWanted(long frames) {
        return asked || frames >= most || System.nanoTime() - start >= longest;
    }

    private void onShutdown() {
        asked = true;
        try {
            boolean inTime = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("hwview: the summary took too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The summary is printed: the process may end. */
    @Override
    public void close() {
        closed.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endsAlready) {
                // and the hook goes through
            }
        }
    }
}
