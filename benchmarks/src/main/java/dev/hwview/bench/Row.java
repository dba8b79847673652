// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One row of a sheet: the benchmarks that do the same work by different means.
 *
 * @param name in the table
 * @param ours this library's, as CLASS.METHOD
 * @param others the other sides', by the names of their columns; a side without a benchmark is left out
 */
record Row(String name, String ours, Map<String, String> others) {
    /** Keeps the order of the columns. */
    Row {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /**
     * A row of a class that has a method for each side.
     *
     * @param name in the table
     * @param type the class
     * @param sides names of columns and methods; ours is called {@code ours}
     */
    static Row of(String name, String type, String... sides) {
        Map<String, String> others = new LinkedHashMap<>();
        for (String side : sides) {
            others.put(side, type + "." + side.toLowerCase(Locale.ROOT));
        }
        return new Row(name, type + ".ours", others);
    }

    Stream<String> benchmarks() {
        return Stream.concat(Stream.of(ours), others.values().stream());
    }
}
