// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Proves on trapped pages that every public access method of the library is exactly the bus accesses that it promises:
 * in the interpreter, in C1's code, in C2's, and on the way from one to the other. With {@code --naive} the same
 * callers use plain FFM access instead; that has to fail, else this proof would be blind.
 */
public final class BusProof {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final List<String> failures = new ArrayList<>();
    private long passed;
    private long failed;

    private BusProof() {}

    /**
     * Runs the proof. Its last line is {@code N passed, N failed}.
     *
     * @param arguments none, or {@code --naive}
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(switch (String.join(" ", arguments)) {
            case "" -> new BusProof().proof();
            case "--naive" -> NaiveProof.run();
            default -> {
                System.err.println("usage: bus-proof [--naive]");
                yield 2;
            }
        });
    }

    /** The order keeps two processors busy to the end: the interpreter is the slowest. */
    private int proof() throws InterruptedException {
        failures.addAll(Coverage.gaps(CaseTable.all()));
        failed += failures.size();
        each(List.of(JvmMode.values()), this::prove);
        failures.forEach(f -> System.out.println("FAILED " + f));
        System.out.println(passed + " passed, " + failed + " failed");
        return failed == 0 && passed > 0 ? 0 : 1;
    }

    /** Does a piece of work for each, two at a time. */
    static <T> void each(List<T> things, Work<T> work) throws InterruptedException {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<?>> all = new ArrayList<>();
            for (T thing : things) {
                all.add(two.submit(() -> {
                    work.on(thing);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** What may fail. */
    @FunctionalInterface
    interface Work<T> {
        void on(T thing) throws IOException, InterruptedException;
    }

    private void prove(JvmMode mode) throws IOException, InterruptedException {
        Report report = new Report(mode);
        int status = new ChildJvm(ProofRun.class, mode.flags()).run(DEADLINE, report::line);
        report.flush();
        synchronized (this) {
            passed += report.passed;
            int expected = CaseTable.all().size() + CaseTable.afterAllOnes().size();
            int missing = expected - report.passed - report.failed;
            failed += report.failed + missing;
            if (status != 0 || missing != 0) {
                failures.add(mode.label() + ": exit status " + status + ", " + missing + " cases did not run");
            }
        }
    }

    /** Collects the lines of one JVM, which come case by case, into one line for each method. */
    private final class Report {
        private final JvmMode mode;
        private String group = "";
        private int exact;
        private int inexact;
        private long millis;
        private int passed;
        private int failed;

        Report(JvmMode mode) {
            this.mode = mode;
        }

        void line(String line) {
            String[] part = line.split("\t", -1);
            if (part.length != 4) {
                System.out.println(mode.label() + ": " + line);
                return;
            }
            if (!part[0].equals(group)) {
                flush();
                group = part[0];
            }
            millis += Long.parseLong(part[2]);
            if (part[3].isEmpty()) {
                exact++;
            } else {
                inexact++;
                synchronized (BusProof.this) {
                    failures.add(mode.label() + ": " + part[0] + ", " + part[1] + ": " + part[3]);
                }
            }
        }

        void flush() {
            if (!group.isEmpty()) {
                System.out.printf("%-68s %-8s %3d of %3d exact %6.1f s%n", group, mode.label(), exact, exact + inexact,
                        millis / 1e3);
            }
            passed += exact;
            failed += inexact;
            group = "";
            exact = 0;
            inexact = 0;
            millis = 0;
        }
    }
}
