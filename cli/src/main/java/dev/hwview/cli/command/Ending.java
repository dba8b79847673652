// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/**
 * When a command ends that runs for a while: after so long, or at Ctrl-C. The latter is an end like any other, after
 * which the summary is printed. It has to be closed.
 */
public class Ending implements AutoCloseable {
    /** After Ctrl-C the summary gets this long. */
    private static final long PATIENCE_SECONDS = 5;

    @Option(names = "--for", paramLabel = "TIME", description = "End after this time, such as 10s.")
    private Duration longest;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "hwview ending");
    private volatile boolean asked;
    private long start;
    private long nanos = Long.MAX_VALUE;

    /** It begins now. */
    public void start() {
        Runtime.getRuntime().addShutdownHook(hook);
        nanos = longest == null ? Long.MAX_VALUE : longest.toNanos();
        start = System.nanoTime();
    }

    /** Whether the user wants it to be over. To be asked often. */
    public final boolean isOver() {
        return asked || System.nanoTime() - start >= nanos;
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
    public final void close() {
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
