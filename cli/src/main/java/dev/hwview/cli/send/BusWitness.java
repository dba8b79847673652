// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import dev.hwview.cli.trace.TraceSummary;
import dev.hwview.device.Device;
import dev.hwview.sim.BusFault;
import dev.hwview.sim.BusTrace;
import dev.hwview.sim.FaultLog;
import dev.hwview.sim.RegisterPath;
import dev.hwview.sim.SimulatedClock;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches a simulated device's bus while a driver works, piece by piece since the trace holds only the newest
 * transactions, and remembers the first thing that was wrong of each kind. A real device has no witness.
 */
final class BusWitness {
    /** By each access. A transfer takes a microsecond of it, so 50 reads: more than polling does before it sleeps. */
    private static final Duration SLOW = Duration.ofNanos(20);

    private final RegisterPath path;
    private final SimulatedClock clock;
    private final BusTrace trace;
    private final FaultLog faults;
    private final TraceSummary summary = new TraceSummary();
    private long expectedSequence = -1;
    private String breach;
    private String lost;

    private BusWitness(Simulation simulation) {
        this.path = simulation.path();
        this.clock = simulation.clock();
        this.trace = simulation.trace();
        this.faults = simulation.faults();
    }

    /** The witness of a device, if it is simulated. Its testimony begins now. */
    static Optional<BusWitness> of(Device device) {
        Optional<BusWitness> witness = Simulation.behind(device).map(BusWitness::new);
        witness.ifPresent(BusWitness::forget);
        return witness;
    }

    /** Begins again: what was seen until now does not count. Faults do. */
    void forget() {
        trace.clear();
        expectedSequence = -1;
    }

    /** Makes the device so slow that who polls it falls asleep, or as fast as it is. */
    void slow(boolean on) {
        if (on) {
            clock.stepped(SLOW);
        } else {
            clock.real();
        }
    }

    /** Takes what crossed the bus since the last call, and compares it with what was to cross it. */
    void verify(List<EduContract.Transfer> transfers) {
        List<Transaction> seen = trace.transactions();
        long missing = trace.lost();
        trace.clear();
        seen.forEach(summary::add);
        if (missing == 0 && !seen.isEmpty()) {
            missing = expectedSequence < 0 ? 0 : seen.getFirst().sequence() - expectedSequence;
        }
        if (!seen.isEmpty()) {
            expectedSequence = seen.getLast().sequence() + 1;
        }
        if (missing != 0 && lost == null) {
            lost = "the bus trace lost " + missing + " transactions";
        }
        try {
            EduContract.verify(transfers, seen);
        } catch (EduContract.Breach e) {
            breach = breach == null ? "the bus saw another driver than the contract's: " + e.getMessage() : breach;
        }
    }

    /** How the driver's accesses reach the device. */
    String path() {
        return switch (path) {
            case TRAP -> "registers trap";
            case MEMORY -> "registers are plain memory";
            default -> "registers by calls, as traps are off or don't work here";
        };
    }

    /** What was seen. */
    TraceSummary summary() {
        return summary;
    }

    /** What was wrong, empty if nothing was. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (breach != null) {
            complaints.add(breach);
        }
        if (lost != null) {
            complaints.add(lost);
        }
        List<BusFault> list = faults.list();
        if (!list.isEmpty()) {
            complaints.add("the device recorded " + faults.count() + " faults, the first: " + list.getFirst());
        }
        return complaints;
    }
}
