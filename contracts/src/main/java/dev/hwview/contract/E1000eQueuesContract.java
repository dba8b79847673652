// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.InterruptMode;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.NicStatistics;
import dev.hwview.drivers.nic.RxQueue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The part of {@link E1000eContract} about interrupts, and about two queues, which each have one. */
abstract class E1000eQueuesContract extends E1000eBench {
    private static final int WAKINGS = 20;

    // ---- interrupts

    @ParameterizedTest
    @EnumSource(InterruptMode.class)
    void whoWaitsIsWoken(InterruptMode mode) throws Exception {
        open(how -> how.interrupts(mode));
        PacketBuffer[] batch = new PacketBuffer[4];
        for (int i = 0; i < WAKINGS; i++) {
            int number = i;
            Thread sender = Thread.ofPlatform().start(() -> {
                await(() -> sleeps(number));
                rig.inject(frame(100, number));
            });
            assertEquals(1, nic.rx(0).receiveOrWait(batch, batch.length, SOON));
            assertArrayEquals(frame(100, i), Frames.bytes(batch[0]));
            batch[0].close();
            sender.join();
        }
        NicStatistics all = nic.statistics();
        assertEquals(WAKINGS, all.receivedPackets());
        assertTrue(all.sleeps() >= WAKINGS, all.toString());
        assertTrue(all.missedInterrupts() < WAKINGS / 2, all.toString()); // on a busy machine one may come late
    }

    private boolean sleeps(long times) {
        return nic.statistics().sleeps() > times;
    }

    @Test
    void nothingComesInTimeWhereNothingComes() throws Exception {
        open();
        assertEquals(0, nic.rx(0).receiveOrWait(new PacketBuffer[1], 1, Duration.ofMillis(30)));
    }

    // ---- two queues

    @Test
    void flowsAreSpreadOverTwoQueues() throws Exception {
        open(how -> how.queues(2));
        int flows = 32;
        int[] queueOf = new int[flows];
        for (int lap = 0; lap < 2; lap++) {
            for (int flow = 0; flow < flows; flow++) {
                byte[] frame = udp(flow, lap, 80);
                rig.inject(frame);
                int queue = arrivedAt(frame);
                assertTrue(lap == 0 || queueOf[flow] == queue, "a flow stays with its queue");
                queueOf[flow] = queue;
            }
        }
        int second = 0;
        for (int queue : queueOf) {
            second += queue;
        }
        assertTrue(second > 0 && second < flows, second + " of " + flows + " flows are in the second queue");
    }

    /** Both directions of a flow have one queue. */
    @Test
    void answersComeWhereQuestionsDo() throws Exception {
        open(how -> how.queues(2));
        for (int flow = 0; flow < 8; flow++) {
            byte[] frame = udp(flow, 0, 80);
            rig.inject(frame);
            byte[] answer = Frames.turned(frame);
            int queue = arrivedAt(frame);
            rig.inject(answer);
            assertEquals(queue, arrivedAt(answer));
        }
    }

    private int arrivedAt(byte[] frame) {
        PacketBuffer[] one = new PacketBuffer[1];
        int[] queue = {-1};
        await(() -> {
            for (int i = 0; i < nic.queues() && queue[0] < 0; i++) {
                queue[0] = nic.rx(i).receive(one, 1) == 1 ? i : -1;
            }
            return queue[0] >= 0;
        });
        assertArrayEquals(frame, Frames.bytes(one[0]));
        one[0].close();
        return queue[0];
    }

    @Test
    void eachQueueWakesItsOwn() throws Exception {
        open(how -> how.queues(2));
        PacketBuffer[] one = new PacketBuffer[1];
        boolean[] woken = new boolean[2];
        for (int flow = 0; flow < 32; flow++) { // whose queue is known from the first look
            byte[] frame = udp(flow, 0, 80);
            rig.inject(frame);
            RxQueue queue = nic.rx(arrivedAt(frame));
            long sleeps = nic.statistics().sleeps();
            Thread sender = Thread.ofPlatform().start(() -> {
                await(() -> sleeps(sleeps));
                rig.inject(frame);
            });
            assertEquals(1, queue.receiveOrWait(one, 1, SOON));
            one[0].close();
            sender.join();
            woken[queue == nic.rx(0) ? 0 : 1] = true;
        }
        assertTrue(woken[0] && woken[1]);
        NicStatistics all = nic.statistics();
        assertTrue(all.missedInterrupts() < 16, all.toString());
    }

    @Test
    void bothTransmit() {
        open(how -> how.queues(2));
        for (int i = 0; i < 20; i++) {
            PacketBuffer[] one = {packet(frame(60 + i, i))};
            int queue = i % 2;
            await(() -> nic.tx(queue).transmit(one, 0, 1) == 1);
            assertArrayEquals(frame(60 + i, i), sent(1).get(0));
        }
    }
}
