// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.measure;

import dev.hwview.cli.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The percentiles that summaries tell of times in nanoseconds. */
public final class Percentiles {
    private static final double[] TOLD = {50, 99, 99.9, 99.99};

    private Percentiles() {}

    /** For programs: {@code p50}, {@code p99.9}, {@code max}. */
    public static Map<String, Object> numbers(Histogram nanos) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (double percentile : TOLD) {
            map.put(name(percentile), nanos.getValueAtPercentile(percentile));
        }
        map.put("max", nanos.getMaxValue());
        return map;
    }

    /** For people. */
    public static String text(Histogram nanos) {
        StringBuilder text = new StringBuilder();
        numbers(nanos).forEach((name, value) -> text.append(text.isEmpty() ? "" : "  ").append(name).append(' ')
                .append(Numbers.time((Long) value)));
        return text.toString();
    }

    private static String name(double percentile) {
        boolean whole = percentile == Math.rint(percentile);
        return "p" + (whole ? Integer.toString((int) percentile) : Double.toString(percentile));
    }
}
