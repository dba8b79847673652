// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Checks whether code copies: how many bytes it allocates, and which views it copies out. In a test:
 *
 * {@snippet :
 * ZeroCopy.verify(() -> parser.parse(packet)).assertNoCopy().assertAllocatesAtMost(0);
 * }
 *
 * <p>Copies that views make are found exactly, with the line that asked for them. Others, such as those of
 * {@code MemorySegment.toArray} or {@code Arrays.copyOf}, show in the allocated bytes alone. Only what the calling
 * thread does is seen. Of code that runs for the first time the JVM's own linking is counted too:
 * {@link #verify(int, Runnable)} takes the least of several runs.
 */
public final class ZeroCopy {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ThreadLocal<ZeroCopy> CURRENT = new ThreadLocal<>();
    /** How many verifications run; where there is none, a copy pays for this look and for nothing else. */
    private static volatile int running;

    private final List<Copied> copies = new ArrayList<>();
    /** What the bookkeeping itself allocated. */
    private long own;

    private ZeroCopy() {}

    /**
     * A copy of a view.
     *
     * @param operation the method that made it
     * @param view the format and shape that were copied
     * @param bytes how many
     * @param where the line that asked for it
     */
    public record Copied(String operation, String view, long bytes, String where) {}

    /**
     * What code did.
     *
     * @param allocated bytes on the heap, the copies included
     * @param copies of views
     */
    public record Report(long allocated, List<Copied> copies) {
        /** Keeps the list from changing. */
        public Report {
            copies = List.copyOf(copies);
        }

        /**
         * Whether no view was copied.
         *
         * @return whether none was
         */
        public boolean isZeroCopy() {
            return copies.isEmpty();
        }

        /**
         * How much was copied out of views.
         *
         * @return in bytes
         */
        public long copiedBytes() {
            return copies.stream().mapToLong(Copied::bytes).sum();
        }

        /**
         * Fails if a view was copied.
         *
         * @return this
         * @throws AssertionError with all copies
         */
        public Report assertNoCopy() {
            if (!isZeroCopy()) {
                throw new AssertionError("views were copied:\n" + this);
            }
            return this;
        }

        /**
         * Fails if more was allocated.
         *
         * @param bytes what may be
         * @return this
         * @throws AssertionError with all copies
         */
        public Report assertAllocatesAtMost(long bytes) {
            if (allocated > bytes) {
                throw new AssertionError("more than " + bytes + " bytes were allocated:\n" + this);
            }
            return this;
        }

        /** A table. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("allocated " + allocated + " bytes, copied " + copiedBytes()
                    + (copies.isEmpty() ? "" : "\n"));
            int wide = copies.stream().mapToInt(c -> c.operation.length()).max().orElse(0);
            int digits = copies.stream().mapToInt(c -> String.valueOf(c.bytes).length()).max().orElse(0);
            for (Copied copy : copies) {
                text.append(String.format("  %-" + wide + "s  %" + digits + "d bytes  %s  of %s%n", copy.operation,
                        copy.bytes, copy.where, copy.view));
            }
            return text.toString().stripTrailing();
        }
    }

    /**
     * Runs code once.
     *
     * @param code what to check; its exceptions go on to the caller
     * @return what it did
     * @throws IllegalStateException within code that is being verified
     */
    public static Report verify(Runnable code) {
        Objects.requireNonNull(code);
        if (CURRENT.get() != null) {
            throw new IllegalStateException("a verification within a verification");
        }
        ZeroCopy current = new ZeroCopy();
        CURRENT.set(current);
        count(1);
        try {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            code.run();
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before - current.own;
            return new Report(allocated, current.copies);
        } finally {
            count(-1);
            CURRENT.remove();
        }
    }

    /**
     * Runs code several times.
     *
     * @param rounds how often, at least 1
     * @param code what to check; its exceptions go on to the caller
     * @return what it did in the round that allocated least
     * @throws IllegalStateException within code that is being verified
     */
    public static Report verify(int rounds, Runnable code) {
        Report least = verify(code);
        for (int i = 1; i < rounds; i++) {
            Report report = verify(code);
            least = report.allocated < least.allocated ? report : least;
        }
        return least;
    }

    private static synchronized void count(int change) {
        running += change;
    }

    /** Is told by what copies a view. */
    static void note(ViewCore view, long bytes) {
        if (running > 0 && bytes > 0) {
            ZeroCopy current = CURRENT.get();
            if (current != null) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                current.copies.add(copied(view, bytes));
                current.own += THREADS.getCurrentThreadAllocatedBytes() - before;
            }
        }
    }

    private static Copied copied(ViewCore view, long bytes) {
        List<StackWalker.StackFrame> frames = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(all -> all.skip(2).toList());
        int caller = 0;
        while (caller < frames.size() - 1 && isOurs(frames.get(caller).getDeclaringClass())) {
            caller++;
        }
        StackWalker.StackFrame from = frames.get(caller);
        return new Copied(frames.get(Math.max(0, caller - 1)).getMethodName(),
                view.format + " " + view.geometry, bytes,
                from.getClassName() + "." + from.getMethodName() + ":" + from.getLineNumber());
    }

    private static boolean isOurs(Class<?> type) {
        return ViewCore.class.isAssignableFrom(type) || type == TypedArrays.class;
    }
}
