// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import dev.hwview.bench.nic.Latency;
import dev.hwview.bench.nic.Scaling;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every benchmark once, in a fresh JVM each, then all of them again. JMH by itself would run all forks of one
 * benchmark and then those of the next; a machine that slows down for a minute would slow one side of a ratio only.
 *
 * @param count how many rounds, which is how many forks each benchmark gets
 * @param warmups iterations before the measurement
 * @param iterations measured
 * @param millis of each iteration
 */
record Rounds(int count, int warmups, int iterations, int millis) {
    /** Long enough for ratios. */
    static final Rounds FULL = new Rounds(5, 4, 8, 100);
    /** Shows that everything runs; its figures are rough. */
    static final Rounds QUICK = new Rounds(1, 2, 3, 60);

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    Map<String, Samples> run(List<Sheet> sheets) throws RunnerException, IOException {
        List<String> benchmarks = sheets.stream().flatMap(Sheet::benchmarks).distinct().toList();
        Map<String, Samples> figures = new LinkedHashMap<>();
        for (int round = 1; round <= count; round++) {
            System.err.printf("round %d of %d: %d benchmarks%n", round, count, benchmarks.size());
            for (String benchmark : benchmarks) {
                if (!Python.is(benchmark)) {
                    figures.computeIfAbsent(benchmark, b -> new Samples()).add(fork(benchmark));
                } else if (Python.isThere()) {
                    figures.computeIfAbsent(benchmark, b -> new Samples()).add(Python.fork(benchmark));
                }
            }
        }
        return figures;
    }

    /** What JMH does not measure: the worst that a batch of packets can meet. */
    Latency latency() throws IOException {
        return Latency.measure(count, this == QUICK ? "2000" : null);
    }

    /** Nor what a second thread brings. */
    Scaling scaling() {
        return Scaling.measure(count, TimeUnit.MILLISECONDS.toNanos(20L * millis));
    }

    /** JMH uses sun.misc.Unsafe, about which a newer JDK warns in every fork unless it's told not to. */
    private static String[] jvmArguments() {
        String access = "--enable-native-access=ALL-UNNAMED";
        String agrona = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"; // without it Agrona does not start
        return Runtime.version().feature() < 23 ? new String[] {access, agrona}
                : new String[] {access, agrona, "--sun-misc-unsafe-memory-access=allow"};
    }

    private Samples.Fork fork(String benchmark) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("^" + Pattern.quote(Rounds.class.getPackageName() + "." + benchmark) + "$")
                .mode(Mode.AverageTime).timeUnit(TimeUnit.NANOSECONDS).threads(1).forks(1)
                .warmupIterations(warmups).warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(iterations).measurementTime(TimeValue.milliseconds(millis))
                .jvmArgs(jvmArguments())
                .addProfiler(GCProfiler.class).verbosity(VerboseMode.SILENT).shouldFailOnError(true).build();
        RunResult result = new Runner(options).runSingle();
        Result<?> time = result.getPrimaryResult();
        Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
        return new Samples.Fork(time.getStatistics().getMin(), time.getScore(), time.getScoreError(),
                allocation.getStatistics().getPercentile(50));
    }
}
