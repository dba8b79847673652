// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.drivers.nic.Card.frame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.InterruptMode;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.fault.InterruptModeException;
import dev.hwview.packet.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TwoQueuesTest {
    private static final int FLOWS = 16;
    private static final int PACKETS = 2_000;

    /** What one thread got from its queue: the number of each packet, and which flow it was of. */
    private record Got(List<Long> numbers, List<Integer> flows) {}

    @Test
    void flowsAreSpreadAndStayInOrder() throws Exception {
        try (Card card = Card.open(how -> how.queues(2)); ExecutorService threads = Executors.newFixedThreadPool(2)) {
            card.cable.generate(60, PACKETS, Duration.ofNanos(20_000), FLOWS);
            List<Future<Got>> both = new ArrayList<>();
            for (int queue = 0; queue < 2; queue++) {
                both.add(threads.submit(receiver(card, card.nic.rx(queue))));
            }
            List<Got> got = List.of(both.get(0).get(30, TimeUnit.SECONDS), both.get(1).get(30, TimeUnit.SECONDS));
            assertEquals(PACKETS, got.get(0).numbers().size() + got.get(1).numbers().size(),
                    () -> card.cable.counts() + " " + card.nic.statistics());
            assertTrue(got.stream().noneMatch(one -> one.numbers().isEmpty()), "one queue got all");
            for (Got one : got) {
                assertEquals(one.numbers().stream().sorted().distinct().toList(), one.numbers(), "in order, each once");
            }
            assertTrue(got.get(0).flows().stream().noneMatch(got.get(1).flows()::contains), "a flow came to both");
        }
    }

    /** Until nothing has come for a while. */
    private static Callable<Got> receiver(Card card, RxQueue queue) {
        return () -> {
            Got got = new Got(new ArrayList<>(), new ArrayList<>());
            PacketBuffer[] batch = new PacketBuffer[32];
            Frame frame = new Frame();
            int count;
            while ((count = queue.receiveOrWait(batch, batch.length, Duration.ofSeconds(1))) > 0) {
                for (int i = 0; i < count; i++) {
                    assertTrue(queue.isChecksumGood(i));
                    got.numbers().add(batch[i].window().getLongBE(42));
                    got.flows().add(frame.at(batch[i].window()).ipv4().source());
                    batch[i].close();
                }
            }
            return got;
        };
    }

    /** A card has a single message without the table of MSI-X. */
    @Test
    void eachHasAVectorOfTheTable() {
        try (Card card = Card.open(how -> how.queues(2))) {
            assertEquals(2, card.nic.queues());
            InterruptModeException taken = assertThrows(InterruptModeException.class,
                    () -> card.device.interrupt(InterruptMode.MSIX, 1));
            assertTrue(taken.getMessage().contains("somebody at vector 1"), taken.getMessage());
            InterruptModeException other = assertThrows(InterruptModeException.class,
                    () -> card.device.interrupt(InterruptMode.MSI, 2));
            assertTrue(other.getMessage().contains("interrupts by MSIX"), other.getMessage());
        }
    }

    @Test
    void bothTransmit() throws Exception {
        try (Card card = Card.open(how -> how.queues(2)); ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = new ArrayList<>();
            for (int queue = 0; queue < 2; queue++) {
                int mine = queue;
                both.add(threads.submit(() -> {
                    PacketBuffer[] one = new PacketBuffer[1];
                    for (int i = 0; i < 50; i++) {
                        byte[] bytes = frame(60 + i, mine * 1000 + i);
                        one[0] = card.nic.rx(mine).pool().take();
                        one[0].place(0, bytes.length);
                        for (int at = 0; at < bytes.length; at++) {
                            one[0].window().setByte(at, bytes[at]);
                        }
                        Card.await(() -> card.nic.tx(mine).transmit(one, 0, 1) == 1);
                    }
                    Card.await(() -> {
                        card.nic.tx(mine).reclaim();
                        return card.nic.tx(mine).pending() == 0;
                    });
                }));
            }
            for (Future<?> each : both) {
                each.get(30, TimeUnit.SECONDS);
            }
            int[] next = new int[2];
            for (byte[] sent : card.sent(100)) {
                int queue = (sent[16] & 0xff) * 256 + (sent[17] & 0xff) >= 1000 ? 1 : 0;
                int i = next[queue]++;
                assertArrayEquals(frame(60 + i, queue * 1000 + i), sent);
            }
            assertArrayEquals(new int[] {50, 50}, next);
        }
    }
}
