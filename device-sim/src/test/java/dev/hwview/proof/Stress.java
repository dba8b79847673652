// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.device.Device;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.RegisterPath;
import dev.hwview.sim.SimulatedHandle;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.internal.ffm.DevsimNative;
import dev.hwview.sim.internal.ffm.devsim_faults;
import dev.hwview.sim.internal.ffm.devsim_trace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Threads that trap millions of times while everything moves around them: garbage collections, classes that come and
 * turn compiled code invalid, exceptions that HotSpot makes out of signals of its own. Prints one line of figures; the
 * exit status is 1 if an access was lost, doubled or wrong, or an exception did not arrive.
 */
final class Stress {
    private static final int THREADS = 4;

    private Stress() {}

    /** Arguments: accesses of each thread, and {@code platform} or {@code virtual}. */
    public static void main(String[] arguments) throws InterruptedException {
        long each = Long.parseLong(arguments[0]);
        boolean virtual = arguments[1].equals("virtual");
        long start = System.nanoTime();
        try (Device device = Simulation.open(StressWorker.registers(THREADS), RegisterPath.TRAP)) {
            MemorySegment handle = SimulatedHandle.of(device);
            List<StressWorker> workers = run(device.registers(), each, virtual);
            long done = workers.stream().mapToLong(StressWorker::accesses).sum();
            long wrong = workers.stream().mapToLong(StressWorker::wrong).sum();
            long nulls = workers.stream().mapToLong(StressWorker::nullPointers).sum();
            long nullsMissing = workers.stream().mapToLong(StressWorker::nullPointersMissing).sum();
            long overflows = workers.stream().mapToLong(StressWorker::stackOverflows).sum();
            long traced = devsim_trace.next(DevsimNative.devsim_trace_of(handle).reinterpret(devsim_trace.sizeof()));
            long faults = devsim_faults.next(DevsimNative.devsim_faults_of(handle).reinterpret(devsim_faults.sizeof()));
            System.out.printf("%s threads: %d, accesses: %d, traced: %d, wrong: %d, faults: %d, null pointers: %d, "
                    + "missing: %d, stack overflows: %d, seconds: %.1f%n", arguments[1], THREADS, done, traced, wrong,
                    faults, nulls, nullsMissing, overflows, (System.nanoTime() - start) / 1e9);
            boolean fine = done == traced && done >= each * THREADS && wrong == 0 && faults == 0 && nulls > 0
                    && nullsMissing == 0 && overflows >= THREADS;
            System.exit(fine ? 0 : 1);
        }
    }

    private static List<StressWorker> run(RegisterSpace space, long each, boolean virtual) throws InterruptedException {
        Thread collector = Thread.ofPlatform().daemon().start(Stress::collect);
        List<StressWorker> workers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            StressWorker worker = new StressWorker(space, i, each);
            workers.add(worker);
            threads.add(virtual ? Thread.ofVirtual().start(worker)
                    : Thread.ofPlatform().stackSize(512 << 10).start(worker));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        collector.interrupt();
        collector.join();
        return workers;
    }

    /** Safepoints, again and again. */
    private static void collect() {
        try {
            while (true) {
                System.gc();
                Thread.sleep(20);
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }
}
