// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import dev.hwview.dma.PacketBuffer;

/**
 * Moves packets from a receive queue to a transmit queue, where they lie. What the transmitter has no room for is kept
 * and goes first the next time, so nothing is lost and nothing overtakes.
 *
 * <p>For one thread at a time.
 */
public final class Forwarder implements AutoCloseable {
    /** What is done with each packet on its way. */
    @FunctionalInterface
    public interface Touch {
        /**
         * Looks at a packet or changes it, in place.
         *
         * @param packet stays the forwarder's
         */
        void packet(PacketBuffer packet);
    }

    private final RxQueue from;
    private final TxQueue to;
    private final Touch touch;
    private final PacketBuffer[] batch;
    private int first;
    private int end;
    private long forwarded;

    /**
     * Joins two queues.
     *
     * @param from where packets come from
     * @param to where they go
     * @param batch how many are moved at a time, at least 1
     * @param touch what is done with each on its way
     */
    public Forwarder(RxQueue from, TxQueue to, int batch, Touch touch) {
        this.from = from;
        this.to = to;
        this.touch = touch;
        this.batch = new PacketBuffer[batch];
    }

    /**
     * Moves a batch, without waiting.
     *
     * @return how many packets were handed over
     */
    public int turn() {
        if (first == end) {
            first = 0;
            end = from.receive(batch, batch.length);
            for (int i = 0; i < end; i++) {
                touch.packet(batch[i]);
            }
        }
        int taken = to.transmit(batch, first, end - first);
        first += taken;
        forwarded += taken;
        return taken;
    }

    /**
     * How many packets were handed over.
     *
     * @return since it was made
     */
    public long forwarded() {
        return forwarded;
    }

    /**
     * How many packets wait for room in the transmitter.
     *
     * @return how many
     */
    public int waiting() {
        return end - first;
    }

    /** Gives back what waits. */
    @Override
    public void close() {
        while (first < end) {
            batch[first++].close();
        }
    }
}
