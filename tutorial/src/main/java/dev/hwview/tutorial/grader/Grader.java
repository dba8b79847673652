// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import dev.hwview.tutorial.tasks.NotDoneException;
import dev.hwview.view.ZeroCopy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries solutions, each several times, on a thread of its own with a deadline. */
final class Grader {
    /** The first tries pay for what the JVM loads and links. */
    private static final int TRIES = 5;
    /** What a solution may have on the side: views, records, a window. */
    private static final long SLACK = 16 << 10;

    private final long seed;
    private final Duration deadline;

    Grader(long seed, Duration deadline) {
        this.seed = seed;
        this.deadline = deadline;
    }

    Verdict grade(Task task) {
        FutureTask<Verdict> tries = new FutureTask<>(() -> tries(task));
        Thread thread = Thread.ofPlatform().daemon().name("task " + task.id()).start(tries);
        try {
            return tries.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Verdict(task, Verdict.Kind.LATE, -1, "it runs for more than " + deadline.toSeconds()
                    + " s: stopped");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Verdict(task, Verdict.Kind.LATE, -1, "interrupted");
        } catch (ExecutionException e) {
            return new Verdict(task, Verdict.Kind.WRONG, -1, thrown(e.getCause()));
        }
    }

    private Verdict tries(Task task) throws Exception {
        Trial best = null;
        for (int i = 0; i < TRIES; i++) {
            Trial trial = new Trial(seed + i);
            try {
                task.check().run(trial);
            } catch (NotDoneException e) {
                return new Verdict(task, Verdict.Kind.OPEN, -1, "");
            } catch (MismatchException e) {
                return new Verdict(task, Verdict.Kind.WRONG, -1, e.getMessage());
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                return new Verdict(task, Verdict.Kind.WRONG, -1, thrown(e));
            }
            best = best == null || trial.excess() < best.excess() ? trial : best;
        }
        String copied = copied(best);
        return new Verdict(task, copied.isEmpty() ? Verdict.Kind.DONE : Verdict.Kind.COPIED, best.allocated(), copied);
    }

    private static String copied(Trial trial) {
        if (!trial.copies().isEmpty()) {
            ZeroCopy.Copied copy = trial.copies().getFirst();
            return "right, but " + copy.operation() + " copies " + copy.bytes() + " bytes at " + brief(copy.where());
        }
        return trial.excess() <= SLACK ? "" : "right, but it allocates " + trial.allocated() + " bytes";
    }

    /** Without the package. */
    private static String brief(String where) {
        return where.replaceAll("^(\\w+\\.)+(?=[A-Z])", "");
    }

    private static String thrown(Throwable e) {
        String where = "";
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().matches("dev\\.hwview\\.tutorial\\.(tasks|solutions)\\..*")) {
                where = " at " + frame.getFileName() + ":" + frame.getLineNumber();
                break;
            }
        }
        return e.getClass().getSimpleName() + where + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
