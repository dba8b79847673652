// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.sim.internal.ffm.DevsimNative;
import dev.hwview.sim.internal.ffm.devsim_trace;
import dev.hwview.sim.internal.ffm.devsim_transaction;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * All that crossed a simulated device's bus, in the device's order. It holds the newest 65,536 transactions and says
 * how many it lost. Any thread may read it, while the device runs too.
 *
 * {@snippet :
 * assertEquals(120, new Edu(device).factorial(5));
 * trace.assertExactly(write32(0x08, 5), read32(0x20, 0), read32(0x08, 120));
 * }
 */
public final class BusTrace {
    /** How many transactions it holds. */
    public static final int CAPACITY = DevsimNative.DEVSIM_TRACE_CAPACITY();

    private static final VarHandle LONG = JAVA_LONG.varHandle();

    private final MemorySegment handle;
    private final MemorySegment trace;
    private final MemorySegment ring;

    BusTrace(SimulatedBackend device) {
        this.handle = device.handle();
        this.trace = DevsimNative.devsim_trace_of(handle).reinterpret(devsim_trace.sizeof(), device.arena(), null);
        this.ring = devsim_trace.ring(trace);
    }

    /** Forgets what was traced. */
    public void clear() {
        DevsimNative.devsim_trace_clear(handle);
    }

    /**
     * Turns tracing on, as it is to begin with, or off.
     *
     * @param on whether to trace
     */
    public void enabled(boolean on) {
        DevsimNative.devsim_trace_enable(handle, on ? 1 : 0);
    }

    /**
     * How many transactions there were since the trace was cleared, those that it lost too.
     *
     * @return the number
     */
    public long count() {
        return next() - first();
    }

    /**
     * How many transactions were overwritten by newer ones.
     *
     * @return the number, 0 if the trace is whole
     */
    public long lost() {
        return Math.max(0, count() - CAPACITY);
    }

    /**
     * The transactions that it holds.
     *
     * @return in order
     */
    public List<Transaction> transactions() {
        long end = next();
        long begin = Math.max(first(), end - CAPACITY);
        List<Transaction> list = new ArrayList<>();
        for (long n = begin; n < end; n++) {
            list.add(Transaction.of(devsim_transaction.asSlice(ring, n & (CAPACITY - 1))));
        }
        // A device that went on meanwhile has overwritten the oldest, and may be writing one more.
        long after = next();
        long overwritten = after == end ? 0 : Math.max(0, after + 1 - CAPACITY - begin);
        return List.copyOf(list.subList((int) Math.min(overwritten, list.size()), list.size()));
    }

    /**
     * The register accesses that it holds.
     *
     * @return in order
     */
    public List<BusAccess> accesses() {
        return transactions().stream().filter(Transaction::isAccess).map(Transaction::access).toList();
    }

    /**
     * Asserts that the register accesses since the last {@link #clear} were these and no others, in this order.
     *
     * @param expected the accesses
     * @throws AssertionError if not; it shows both, side by side
     */
    public void assertExactly(BusAccess... expected) {
        if (lost() > 0) {
            throw new AssertionError("the bus trace lost " + lost() + " transactions");
        }
        List<BusAccess> actual = accesses();
        if (!actual.equals(List.of(expected))) {
            throw new AssertionError(comparison(List.of(expected), actual));
        }
    }

    private static String comparison(List<BusAccess> expected, List<BusAccess> actual) {
        StringBuilder text = new StringBuilder(
                String.format("the bus saw other accesses%n   %-34s %s%n", "expected", "actual"));
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String left = i < expected.size() ? expected.get(i).toString() : "-";
            String right = i < actual.size() ? actual.get(i).toString() : "-";
            text.append(String.format("%s  %-34s %s%n", left.equals(right) ? " " : ">", left, right));
        }
        return text.toString();
    }

    private long next() {
        return (long) LONG.getAcquire(trace, devsim_trace.next$offset());
    }

    private long first() {
        return devsim_trace.first(trace);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Transaction transaction : transactions()) {
            text.append(String.format("%6d %12.3f us  %s%n", transaction.sequence(),
                    transaction.time().toNanos() / 1e3, transaction));
        }
        return text.toString();
    }
}
