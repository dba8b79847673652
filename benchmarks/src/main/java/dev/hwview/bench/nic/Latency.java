// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long forwarding a batch of 32 packets takes at worst, with three collectors and in C. Each run is a JVM of its
 * own, and one of each comes after the other, so that a machine that is busy for a while is so for all.
 */
public final class Latency {
    private static final Map<String, List<String>> RUNS = new LinkedHashMap<>();
    private static final String C = "C";
    private static final String G1 = "ours, G1";
    /** Of p99.99 with G1, beside C's. */
    private static final double AIM = 2;

    static {
        RUNS.put(G1, List.of("-XX:+UseG1GC"));
        RUNS.put("ours, ZGC", List.of("-XX:+UseZGC"));
        RUNS.put("ours, Serial", List.of("-XX:+UseSerialGC"));
        RUNS.put(C, List.of("-XX:+UseSerialGC"));
    }

    private final Map<String, long[]> medians = new LinkedHashMap<>();

    /**
     * Measures.
     *
     * @param rounds how many JVMs of each kind
     * @param length how many rounds each of them makes, {@code null} for enough
     * @return the medians
     * @throws IOException if a JVM can't be started
     */
    public static Latency measure(int rounds, String length) throws IOException {
        Map<String, List<long[]>> all = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            System.err.printf("latency, round %d of %d%n", round, rounds);
            for (Map.Entry<String, List<String>> run : RUNS.entrySet()) {
                all.computeIfAbsent(run.getKey(), key -> new ArrayList<>())
                        .add(run(run.getKey(), run.getValue(), length));
            }
        }
        Latency latency = new Latency();
        all.forEach((name, figures) -> latency.medians.put(name, median(figures)));
        return latency;
    }

    /** Of each percentile. */
    private static long[] median(List<long[]> figures) {
        long[] median = new long[figures.getFirst().length];
        for (int i = 0; i < median.length; i++) {
            int at = i;
            median[i] = figures.stream().mapToLong(one -> one[at]).sorted().skip(figures.size() / 2).findFirst()
                    .orElseThrow();
        }
        return median;
    }

    private static long[] run(String name, List<String> collector, String length) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(collector);
        command.addAll(List.of("-Xms256m", "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), LatencyRun.class.getName(), name.equals(C) ? "c" : "java"));
        if (length != null) {
            command.add(length);
        }
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    /**
     * The percentiles, in nanoseconds.
     *
     * @return by name
     */
    public Map<String, long[]> medians() {
        return medians;
    }

    private double ratio() {
        return (double) medians.get(G1)[3] / medians.get(C)[3];
    }

    /**
     * The table.
     *
     * @return all lines
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-24s %8s %8s %8s %8s %10s", "ns a batch of 32", "p50", "p99", "p99.9", "p99.99",
                "max"));
        medians.forEach((name, nanos) -> lines.add(String.format("%-24s %8d %8d %8d %8d %10d", name, nanos[0], nanos[1],
                nanos[2], nanos[3], nanos[4])));
        lines.add("");
        lines.add(String.format(Locale.ROOT, "p99.99, G1 <= %.1f x C  %6.2f  %s", AIM, ratio(),
                ratio() <= AIM ? "met" : "missed"));
        return lines;
    }
}
