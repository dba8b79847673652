// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forwarding on all queues at the same moment, a thread each, and nothing else in that moment: packets arrive before
 * and leave after. So the drivers share memory, caches and processors, but not the model's lock.
 */
final class Together {
    private final Side side;
    private final int queues;
    /** The round that may begin, and how many have ended it. */
    private final AtomicInteger round = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger packets = new AtomicInteger();

    Together(Side side, int queues) {
        this.side = side;
        this.queues = queues;
    }

    /** Packets a second of the drivers alone. */
    double rate(int rounds) {
        for (int queue = 1; queue < queues; queue++) {
            int mine = queue;
            Thread.ofPlatform().daemon().start(() -> follow(mine, rounds));
        }
        side.bind(0);
        long spent = 0;
        long forwarded = 0;
        for (int i = 1; i <= rounds; i++) {
            for (int queue = 0; queue < queues; queue++) {
                side.cards().receive();
            }
            ended.set(0);
            packets.set(0);
            long begin = System.nanoTime();
            round.set(i);
            turn(0);
            while (ended.get() < queues) {
                Thread.onSpinWait();
            }
            spent += System.nanoTime() - begin;
            forwarded += packets.get();
            for (int queue = 0; queue < queues; queue++) {
                side.cards().send();
            }
        }
        round.set(0);
        return forwarded * 1e9 / spent;
    }

    private void follow(int queue, int rounds) {
        side.bind(queue);
        for (int i = 1; i <= rounds; i++) {
            while (round.get() != i) {
                Thread.onSpinWait();
            }
            turn(queue);
        }
    }

    private void turn(int queue) {
        packets.addAndGet(side.forward(queue));
        ended.incrementAndGet();
    }
}
