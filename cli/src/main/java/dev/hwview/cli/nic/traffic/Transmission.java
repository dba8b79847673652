// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.traffic;

import dev.hwview.cli.nic.card.Card;
import dev.hwview.dma.DmaPool;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.TxQueue;
import java.time.Duration;

/** Sends frames that a command makes, batch by batch, as fast as the card takes them or with a gap between. */
final class Transmission implements AutoCloseable {
    /** Makes the next frame. */
    interface Maker {
        /**
         * Makes it.
         *
         * @param buffer an empty one, to be placed and filled
         * @return {@code false} if there is none any more; the buffer is not used then
         */
        boolean make(PacketBuffer buffer);
    }

    private static final int BATCH = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Card card;
    private final DmaPool pool;
    private final TxQueue queue;
    private final Traffic traffic;
    private final RateLine line;
    private final PacketBuffer[] batch = new PacketBuffer[BATCH];
    /** Of those in the batch: a buffer that was handed over is the queue's. */
    private final int[] lengths = new int[BATCH];
    private int first;
    private int end;

    Transmission(Card card, DmaPool pool, Traffic traffic, RateLine line) {
        this.card = card;
        this.pool = pool;
        this.queue = card.nic().tx(0);
        this.traffic = traffic;
        this.line = line;
    }

    /** Sends until there is nothing more or it is over, and waits until the card has sent all of it. */
    void run(Maker maker, FrameEnding ending, Duration gap) {
        long interval = gap.toNanos();
        int most = interval == 0 ? BATCH : 1;
        ending.start();
        long due = System.nanoTime();
        boolean more = true;
        while ((more || first < end) && !ending.isOver(traffic.frames())) {
            if (interval == 0 || System.nanoTime() - due >= 0) {
                more = turn(maker, ending.room(traffic.frames(), most), more);
                due += interval;
            }
            line.at(traffic);
            card.service();
        }
        drain();
    }

    private boolean turn(Maker maker, int most, boolean more) {
        traffic.begin();
        boolean yetMore = more;
        if (first == end && more) {
            yetMore = fill(maker, most);
        }
        int taken = queue.transmit(batch, first, end - first);
        long bytes = 0;
        for (int i = 0; i < taken; i++) {
            bytes += lengths[first + i];
        }
        first += taken;
        if (taken == 0) {
            queue.reclaim();
        }
        traffic.end(taken, bytes);
        return yetMore;
    }

    private boolean fill(Maker maker, int most) {
        first = 0;
        end = 0;
        while (end < most) {
            PacketBuffer buffer = pool.take();
            if (buffer == null) {
                return true; // the card has them all, and gives them back when it has sent them
            }
            if (!maker.make(buffer)) {
                buffer.close();
                return false;
            }
            lengths[end] = buffer.length();
            batch[end++] = buffer;
        }
        return true;
    }

    private void drain() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (queue.pending() > 0 && System.nanoTime() < deadline) {
            queue.reclaim();
            card.service();
        }
    }

    /** Gives back what was not sent. */
    @Override
    public void close() {
        while (first < end) {
            batch[first++].close();
        }
    }
}
