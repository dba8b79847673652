// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Packets a second with one queue on one thread and with two on two: of the driver alone, and of the whole loop, where
 * the cards' work is done by who has nothing else to do. Both queues of a card share the model's lock, so the whole
 * loop shows the model's limit rather than the driver's.
 *
 * @param rates by side, with one queue and with two
 */
public record Scaling(Map<String, double[]> rates) {
    private static final int BATCH = 32;
    /** About what a round takes, the model's work included. */
    private static final long ROUND_NANOS = 100_000;

    /**
     * Measures both sides, one after the other, several times.
     *
     * @param rounds how often
     * @param nanos how long each time
     * @return the medians
     */
    public static Scaling measure(int rounds, long nanos) {
        Map<String, List<double[]>> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (boolean c : new boolean[] {false, true}) {
                String name = c ? "C" : "ours";
                figures.computeIfAbsent(name + ", driver", key -> new ArrayList<>())
                        .add(new double[] {driver(c, 1, nanos), driver(c, 2, nanos)});
                figures.computeIfAbsent(name + ", whole loop", key -> new ArrayList<>())
                        .add(new double[] {rate(c, 1, nanos), rate(c, 2, nanos)});
            }
        }
        Map<String, double[]> medians = new LinkedHashMap<>();
        figures.forEach((name, all) -> medians.put(name, new double[] {median(all, 0), median(all, 1)}));
        return new Scaling(medians);
    }

    private static double median(List<double[]> figures, int at) {
        double[] sorted = figures.stream().mapToDouble(one -> one[at]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double driver(boolean c, int queues, long nanos) {
        int rounds = (int) (nanos / ROUND_NANOS / queues);
        try (Side side = Side.open(c, BATCH, queues)) {
            new Together(side, queues).rate(rounds / 2); // until it is compiled
            return new Together(side, queues).rate(rounds);
        }
    }

    private static double rate(boolean c, int queues, long nanos) {
        try (Side side = Side.open(c, BATCH, queues); ExecutorService threads = Executors.newFixedThreadPool(queues)) {
            packets(side, threads, queues, nanos / 2); // until it is compiled
            return packets(side, threads, queues, nanos) * 1e9 / nanos;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double packets(Side side, ExecutorService threads, int queues, long nanos)
            throws ExecutionException, InterruptedException {
        List<Future<Long>> all = new ArrayList<>();
        for (int queue = 0; queue < queues; queue++) {
            int mine = queue;
            all.add(threads.submit(() -> side.loop(mine, nanos)));
        }
        long sum = 0;
        for (Future<Long> each : all) {
            sum += each.get();
        }
        return sum;
    }

    /**
     * The table.
     *
     * @return all lines
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-24s %10s %10s %8s", "million packets/s", "1 queue", "2 queues", "ratio"));
        rates.forEach((name, rate) -> lines.add(String.format(Locale.ROOT, "%-24s %10.2f %10.2f %8.2f", name,
                rate[0] / 1e6, rate[1] / 1e6, rate[1] / rate[0])));
        return lines;
    }
}
