// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

/** A driver that forwards from one card to the other: ours, or the one in C. */
interface Side extends AutoCloseable {
    /**
     * Opens one.
     *
     * @param c whether C's
     * @param batch packets
     * @param queues 1 or 2
     */
    static Side open(boolean c, int batch, int queues) {
        return c ? new CSide(batch, queues) : new JavaSide(batch, queues);
    }

    /** The cards. */
    TwoCards cards();

    /** Forwards a round on the first queue, batch by batch. @return how many packets */
    default int forward() {
        return forward(0);
    }

    /** The same on a queue, by the thread that it was bound to. @return how many packets, less if no more are there */
    int forward(int queue);

    /** Lets the calling thread have a queue. */
    void bind(int queue);

    /** The same, and says what each batch took. @return how many packets */
    int forward(long[] nanos);

    /** A round of all: packets arrive, the driver forwards, packets leave. */
    default int round() {
        cards().receive();
        int done = forward();
        cards().send();
        return done;
    }

    /** Forwards on a queue for a while; the cards get turns where there is nothing to do. @return how many packets */
    long loop(int queue, long nanos);

    @Override
    void close();
}
