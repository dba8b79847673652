// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Packets a second of the whole loop, with one queue on one thread and with two on two. The cards' work is done by who has
 * nothing else to do.
 *
 * @param rates by side, with one queue and with two
 */
public record Scaling(Map<String, double[]> rates) {
    private static final int BATCH = 32;

    /**
     * Measures both sides, one after the other, several times.
     *
     * @param rounds how often
     * @param nanos how long each time
     * @return the medians
     */
    public static Scaling measure(int rounds, long nanos) {
        Map<String, double[]> medians = new LinkedHashMap<>();
        List<List<Double>> figures = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < figures.size(); i++) {
                figures.get(i).add(rate(i >= 2, 1 + i % 2, nanos));
            }
        }
        medians.put("ours", new double[] {median(figures.get(0)), median(figures.get(1))});
        medians.put("C", new double[] {median(figures.get(2)), median(figures.get(3))});
        return new Scaling(medians);
    }

    private static double median(List<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
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
        rates.forEach((name, rate) -> lines.add(String.format(Locale.ROOT, "%-24s %10.2f %10.2f %8.2f", name, rate[0] / 1e6,
                rate[1] / 1e6, rate[1] / rate[0])));
        return lines;
    }
}
