// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many steps went well, which did not, and how many were left out. */
final class Tally {
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> hashes = new HashMap<>();
    private long passed;
    private long skipped;

    /** Counts a step that has a problem, or none if {@code null}. */
    void count(String place, String problem) {
        if (problem == null) {
            passed++;
        } else {
            failures.add(place + ": " + problem);
        }
    }

    void skip() {
        skipped++;
    }

    /** What is wrong with the hash of these bytes, or {@code null}. */
    String hash(String bytes, int hash) {
        Integer earlier = hashes.putIfAbsent(bytes, hash);
        return earlier == null || earlier == hash ? null : "hash " + hash + ", which was " + earlier;
    }

    List<String> failures() {
        return failures;
    }

    void add(Tally other) {
        passed += other.passed;
        skipped += other.skipped;
        failures.addAll(other.failures);
        other.hashes.forEach((bytes, hash) -> {
            String problem = hash(bytes, hash);
            if (problem != null) {
                failures.add(bytes + ": " + problem);
            }
        });
    }

    @Override
    public String toString() {
        return passed + " passed, " + failures.size() + " failed, " + skipped + " skipped";
    }
}
