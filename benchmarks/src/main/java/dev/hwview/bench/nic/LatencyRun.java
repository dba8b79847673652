// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import org.HdrHistogram.Histogram;

/** One JVM's part of {@link Latency}: how long batches of 32 take, as percentiles. */
public final class LatencyRun {
    static final int BATCH = 32;
    static final double[] PERCENTILES = {50, 99, 99.9, 99.99, 100};
    /** A million batches, so that a hundred lie beyond p99.99. */
    private static final int ROUNDS = 125_000;
    private static final int WARM_UP = 10_000;
    private static final long HIGHEST = 10_000_000_000L;

    private LatencyRun() {}

    /**
     * Runs, and prints the percentiles in nanoseconds on one line.
     *
     * @param args {@code c} for the driver in C; then the number of rounds, if it is not the usual one
     */
    public static void main(String[] args) {
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
        long[] nanos = new long[TwoCards.ROUND];
        Histogram histogram = new Histogram(1, HIGHEST, 3);
        try (Side side = Side.open(args[0].equals("c"), BATCH, 1)) {
            run(side, Math.min(WARM_UP, rounds), nanos, new Histogram(1, HIGHEST, 3));
            run(side, rounds, nanos, histogram);
        }
        StringBuilder line = new StringBuilder();
        for (double percentile : PERCENTILES) {
            line.append(line.isEmpty() ? "" : " ").append(histogram.getValueAtPercentile(percentile));
        }
        System.out.println(line);
    }

    private static void run(Side side, int rounds, long[] nanos, Histogram into) {
        for (int round = 0; round < rounds; round++) {
            side.cards().receive();
            int done = side.forward(nanos);
            side.cards().send();
            if (done != TwoCards.ROUND) {
                throw new IllegalStateException("forwarded " + done + " packets of " + TwoCards.ROUND);
            }
            for (int i = 0; i < TwoCards.ROUND / BATCH; i++) {
                into.recordValue(Math.max(nanos[i], 1));
            }
        }
    }
}
