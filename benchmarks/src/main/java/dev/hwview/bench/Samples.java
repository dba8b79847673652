// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a benchmark measured. Each fork, a JVM of its own, gives one figure, its fastest iteration: what disturbs a fork
 * only ever makes it slower. The figure of the benchmark is the median of the forks, and not the fastest: JVMs differ
 * in what they inlined, and the lucky one is not what a driver gets.
 */
final class Samples {
    /**
     * One fork.
     *
     * @param fastest of the iterations, in ns an operation
     * @param mean of the iterations
     * @param error half the width of the mean's 99.9 % confidence interval, NaN if there are too few iterations
     * @param bytes allocated an operation
     */
    record Fork(double fastest, double mean, double error, double bytes) {}

    private final List<Fork> forks = new ArrayList<>();

    void add(Fork fork) {
        forks.add(fork);
    }

    List<Fork> forks() {
        return List.copyOf(forks);
    }

    double nanos() {
        return median(Fork::fastest);
    }

    double fastest() {
        return forks.stream().mapToDouble(Fork::fastest).min().orElseThrow();
    }

    double slowest() {
        return forks.stream().mapToDouble(Fork::fastest).max().orElseThrow();
    }

    /** How far the forks are apart, as a part of their median. */
    double spread() {
        return (slowest() - fastest()) / nanos();
    }

    /** Bytes an operation. JMH itself allocates a little, so that an operation without allocation shows some 0.001. */
    double bytes() {
        return median(Fork::bytes);
    }

    private double median(ToDoubleFunction<Fork> figure) {
        double[] sorted = forks.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
