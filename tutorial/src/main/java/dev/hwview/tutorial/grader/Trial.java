// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import dev.hwview.view.ZeroCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * One try of one solution, on inputs that no other try has. It measures what the learner's code does, and only that.
 */
final class Trial {
    /** Larger than anything that a solution may allocate on the side, so that a copy shows. */
    static final int LARGE = 1 << 20;

    /** A view and its part in a list. */
    private static final long OBJECT = 512;

    private final Random random;
    private final List<ZeroCopy.Copied> copies = new ArrayList<>();
    private long allocated;
    private long copyable;
    private long allowed;

    Trial(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    /** Bytes of no pattern. */
    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A number from {@code least} up to {@code most}. */
    int number(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** The task asks for a copy of so many bytes. */
    void mayCopy(long bytes) {
        copyable += bytes;
        allowed += bytes;
    }

    /** The task asks for so many objects, such as views in a list. */
    void mayMake(long objects) {
        allowed += objects * OBJECT;
    }

    /** Runs the learner's code, measured. */
    <T> T run(Callable<T> code) throws Exception {
        List<T> result = new ArrayList<>(1);
        List<Exception> thrown = new ArrayList<>(1);
        ZeroCopy.Report report = ZeroCopy.verify(() -> {
            try {
                result.add(code.call());
            } catch (Exception e) {
                thrown.add(e);
            }
        });
        allocated += report.allocated();
        copies.addAll(report.copies());
        if (!thrown.isEmpty()) {
            throw thrown.getFirst();
        }
        return result.getFirst();
    }

    /** Runs the learner's code, measured. */
    void run(Action code) throws Exception {
        run(() -> {
            code.run();
            return null;
        });
    }

    void expect(String what, Object expected, Object seen) {
        if (!Objects.equals(expected, seen)) {
            throw new MismatchException(what, expected, seen);
        }
    }

    long allocated() {
        return allocated;
    }

    /** What was allocated beyond what the task asks for. */
    long excess() {
        return allocated - allowed;
    }

    /** Copies beyond what the task asks for. */
    List<ZeroCopy.Copied> copies() {
        long left = copyable;
        List<ZeroCopy.Copied> unasked = new ArrayList<>();
        for (ZeroCopy.Copied copy : copies) {
            left -= copy.bytes();
            if (left < 0) {
                unasked.add(copy);
            }
        }
        return unasked;
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Action {
        /** Does it. */
        void run() throws Exception;
    }
}
