// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DelayTest {
    private static long waited(Duration time) {
        long begin = System.nanoTime();
        Delay.atLeast(time);
        return System.nanoTime() - begin;
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 9_999, 10_000, 1_000_000, 20_000_000})
    void itIsNeverShorter(long nanos) {
        assertTrue(waited(Duration.ofNanos(nanos)) >= nanos);
    }

    @Test
    void whoeverInterruptsTheThread() {
        Thread.currentThread().interrupt();
        long waited = waited(Duration.ofMillis(20));
        assertTrue(Thread.interrupted(), "it is told later");
        assertTrue(waited >= 20_000_000, "waited " + waited + " ns");
    }

    @Test
    void whoeverWakesIt() throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        Thread waker = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                LockSupport.unpark(sleeper);
                sleeper.interrupt();
            }
        });
        long waited = waited(Duration.ofMillis(20));
        done.set(true);
        while (waker.isAlive()) {
            Thread.interrupted();
            Thread.onSpinWait();
        }
        assertTrue(waited >= 20_000_000, "waited " + waited + " ns");
    }

    @Test
    void whoWasNotInterruptedIsNot() {
        Delay.atLeast(Duration.ofMillis(1));
        assertEquals(false, Thread.interrupted());
    }
}
