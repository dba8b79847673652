// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.hwview.dma.PacketBuffer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Packets are moved without garbage: not one byte of this thread's, for thousands of them. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int BATCH = 16;
    private static final int TURNS = 1_000;

    @Test
    void movingPacketsAllocatesNothing() {
        try (Card card = Card.open()) {
            card.cable.echo();
            PacketBuffer[] batch = new PacketBuffer[BATCH];
            for (int i = 0; i < BATCH; i++) {
                batch[i] = card.packet(Card.frame(60 + i, i));
            }
            PacketBuffer[] back = new PacketBuffer[BATCH];
            checkAllocatesNothing(() -> turn(card, batch, back));
            for (PacketBuffer each : batch) {
                each.close();
            }
        }
    }

    /** All go, and all come back. */
    private static void turn(Card card, PacketBuffer[] batch, PacketBuffer[] back) {
        long begin = System.nanoTime();
        int sent = 0;
        int received = 0;
        while (sent < BATCH) {
            sent += card.nic.tx(0).transmit(batch, sent, BATCH - sent);
        }
        while (received < BATCH) {
            int count = card.nic.rx(0).receive(back, BATCH - received);
            System.arraycopy(back, 0, batch, received, count);
            received += count;
            if (System.nanoTime() - begin > Card.SOON.toNanos()) {
                throw new AssertionError("of " + BATCH + " packets " + received + " came back");
            }
        }
        card.nic.tx(0).reclaim();
    }

    @Test
    void lookingAfterTheCardAllocatesNothing() {
        try (Card card = Card.open()) {
            checkAllocatesNothing(card.nic::service);
        }
    }

    @Test
    void pollingForPacketsThatDoNotComeAllocatesNothing() {
        try (Card card = Card.open()) {
            PacketBuffer[] batch = new PacketBuffer[BATCH];
            checkAllocatesNothing(() -> {
                try {
                    card.nic.rx(0).receiveOrWait(batch, BATCH, Duration.ZERO);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    /** The best of five rounds: what the JVM itself allocates when it replaces code under way comes once. */
    private static void checkAllocatesNothing(Runnable deed) {
        long thread = Thread.currentThread().threadId();
        repeat(deed);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5 && least > 0; round++) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            repeat(deed);
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
        }
        assertEquals(0, least, "bytes in " + TURNS + " times");
    }

    private static void repeat(Runnable deed) {
        for (int i = 0; i < TURNS; i++) {
            deed.run();
        }
    }
}
