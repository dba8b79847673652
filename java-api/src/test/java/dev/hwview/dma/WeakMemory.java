// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.dma.BusEvent.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A CPU that does loads and stores in any order that its fences leave, beside a device that does one thing after the
 * other. All ways in which the two can meet are tried. It is weaker than any real CPU: of what is not in the fences,
 * only the order of accesses to the same place is kept, not even that of a branch and a store behind it.
 */
final class WeakMemory {
    /** What the device does next: it waits for a value, has to find one, or stores one. */
    record Step(Does does, String place, long value) {
        enum Does { AWAITS, FINDS, STORES }

        static Step awaits(String place, long value) {
            return new Step(Does.AWAITS, place, value);
        }

        static Step finds(String place, long value) {
            return new Step(Does.FINDS, place, value);
        }

        static Step stores(String place, long value) {
            return new Step(Does.STORES, place, value);
        }
    }

    private final List<BusEvent> driver;
    private final List<Step> device;
    private final Map<String, Long> end;
    /** For each event of the driver, those that are always before it. */
    private final long[] before;
    private final Set<String> seen = new HashSet<>();
    private boolean finished;

    private WeakMemory(List<BusEvent> driver, List<Step> device, Map<String, Long> end) {
        this.driver = driver;
        this.device = device;
        this.end = end;
        this.before = new long[driver.size()];
        for (int late = 0; late < driver.size(); late++) {
            for (int early = 0; early < late; early++) {
                if (ordered(early, late)) {
                    before[late] |= 1L << early;
                }
            }
        }
    }

    /**
     * Looks for a way that ends badly.
     *
     * @param begin what is in memory at first; 0 where nothing is said
     * @param end what has to be there when both are done
     * @return what went wrong, and after which events
     */
    static Optional<String> violation(List<BusEvent> driver, List<Step> device, Map<String, Long> begin,
            Map<String, Long> end) {
        WeakMemory model = new WeakMemory(driver, device, end);
        String found = model.explore(0, 0, new TreeMap<>(begin), "");
        if (found == null && !model.finished) {
            return Optional.of("no way ends: the two wait for each other");
        }
        return Optional.ofNullable(found);
    }

    private boolean ordered(int early, int late) {
        BusEvent first = driver.get(early);
        BusEvent second = driver.get(late);
        if (!first.access() || !second.access()) {
            return false;
        }
        if (first.place().equals(second.place())) {
            return true;
        }
        for (BusEvent between : driver.subList(early, late)) {
            if (between.kind() == Kind.ACQUIRE && first.kind() == Kind.LOAD
                    || between.kind() == Kind.RELEASE && second.kind() == Kind.STORE) {
                return true;
            }
        }
        return false;
    }

    /** Depth first; {@code null} if all goes well from here on. */
    private String explore(long done, int step, TreeMap<String, Long> memory, String way) {
        if (!seen.add(done + "/" + step + "/" + memory)) {
            return null;
        }
        boolean driverDone = true;
        for (int i = 0; i < driver.size(); i++) {
            BusEvent event = driver.get(i);
            if (!event.access() || (done & 1L << i) != 0) {
                continue;
            }
            driverDone = false;
            if ((before[i] & ~done) != 0) {
                continue;
            }
            long there = memory.getOrDefault(event.place(), 0L);
            TreeMap<String, Long> after = memory;
            if (event.kind() == Kind.STORE) {
                after = new TreeMap<>(memory);
                after.put(event.place(), event.value());
            } else if (there != event.value()) {
                if (event.guard()) {
                    continue; // at this moment it would have gone another way
                }
                return way + "the driver reads " + there + ", not " + event.value() + ", from " + event.place();
            }
            String found = explore(done | 1L << i, step, after, way + event + "; ");
            if (found != null) {
                return found;
            }
        }
        if (step == device.size()) {
            return driverDone ? atTheEnd(memory, way) : null;
        }
        return deviceGoesOn(done, step, memory, way);
    }

    private String deviceGoesOn(long done, int step, TreeMap<String, Long> memory, String way) {
        Step next = device.get(step);
        long there = memory.getOrDefault(next.place(), 0L);
        return switch (next.does()) {
            case AWAITS -> there != next.value() ? null
                    : explore(done, step + 1, memory, way + "device sees " + next.place() + "; ");
            case FINDS -> there == next.value() ? explore(done, step + 1, memory, way)
                    : way + "the device finds " + there + ", not " + next.value() + ", in " + next.place();
            case STORES -> {
                TreeMap<String, Long> after = new TreeMap<>(memory);
                after.put(next.place(), next.value());
                yield explore(done, step + 1, after, way + "device stores " + next.place() + "; ");
            }
        };
    }

    private String atTheEnd(TreeMap<String, Long> memory, String way) {
        finished = true;
        for (Map.Entry<String, Long> place : end.entrySet()) {
            long there = memory.getOrDefault(place.getKey(), 0L);
            if (there != place.getValue()) {
                return way + "at the end there is " + there + ", not " + place.getValue() + ", in " + place.getKey();
            }
        }
        return null;
    }
}
