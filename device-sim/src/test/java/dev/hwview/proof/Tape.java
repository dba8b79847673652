// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hwview.sim.internal.ffm.DevsimNative;
import dev.hwview.sim.internal.ffm.devsim_faults;
import dev.hwview.sim.internal.ffm.devsim_trace;
import dev.hwview.sim.internal.ffm.devsim_transaction;
import java.lang.foreign.MemorySegment;

/**
 * The device's trace, read without an object for each transaction, and held against what was meant. One thread at a
 * time; the device must be quiet while the tape is read.
 */
final class Tape {
    static final int READ = DevsimNative.DEVSIM_READ();
    static final int WRITE = DevsimNative.DEVSIM_WRITE();

    /** A read or write that was locked, vectorised, not aligned, or not by an instruction. */
    private static final String[] FLAGS = {" locked", " vector", " unaligned", " removed", " called"};

    private static final int CAPACITY = DevsimNative.DEVSIM_TRACE_CAPACITY();
    private static final int WORDS = (int) (devsim_transaction.sizeof() / Long.BYTES);
    private static final int OFFSET = word(devsim_transaction.offset$offset());
    private static final int VALUE = word(devsim_transaction.value$offset());
    private static final int SHAPE = word(devsim_transaction.width$offset());
    private static final int WIDTH_SHIFT = shift(devsim_transaction.width$offset());
    private static final int KIND_SHIFT = shift(devsim_transaction.kind$offset());
    private static final int MARKS = word(devsim_transaction.flags$offset());

    private final MemorySegment trace;
    private final MemorySegment ring;
    private final MemorySegment faults;
    private final long[] words = new long[8192 * WORDS];
    private long begin;
    private long faultsBegin;
    private int count;
    private int cursor;
    private int narrowest;
    private final int[] meant = new int[2];
    private String problem;

    Tape(MemorySegment device) {
        trace = DevsimNative.devsim_trace_of(device).reinterpret(devsim_trace.sizeof());
        ring = devsim_trace.ring(trace);
        faults = DevsimNative.devsim_faults_of(device).reinterpret(devsim_faults.sizeof());
        if (SHAPE != word(devsim_transaction.kind$offset()) || WIDTH_SHIFT != 32 || KIND_SHIFT != 48) {
            throw new AssertionError("devsim_transaction has another layout than the tape takes for granted");
        }
    }

    /** What comes now is on the tape. */
    void start() {
        begin = devsim_trace.next(trace);
        faultsBegin = devsim_faults.next(faults);
        problem = null;
        cursor = 0;
        narrowest = Integer.MAX_VALUE;
        meant[READ] = 0;
        meant[WRITE] = 0;
        count = 0;
    }

    /** Takes what has come since {@link #start}. */
    void stop() {
        long end = devsim_trace.next(trace);
        if ((end - begin) * WORDS > words.length) {
            throw new AssertionError((end - begin) + " transactions are more than a round can have");
        }
        count = (int) (end - begin);
        int first = (int) (begin & CAPACITY - 1);
        int until = Math.min(count, CAPACITY - first);
        MemorySegment.copy(ring, JAVA_LONG, (long) first * WORDS * Long.BYTES, words, 0, until * WORDS);
        MemorySegment.copy(ring, JAVA_LONG, 0, words, until * WORDS, (count - until) * WORDS);
    }

    /** How many transactions came. */
    int count() {
        return count;
    }

    /** Expects the next transaction. After the first mismatch nothing is compared any more. */
    void expect(int kind, long offset, int width, long value) {
        int at = cursor++ * WORDS;
        meant[kind]++;
        narrowest = Math.min(narrowest, width);
        if (problem != null) {
            return;
        }
        long shape = (long) kind << 48 | (long) width << 32;
        if (at >= count * WORDS || words[at + OFFSET] != offset || words[at + VALUE] != value
                || (words[at + SHAPE] & 0xFFFF_FFFF_0000_0000L) != shape || (int) words[at + MARKS] != 0) {
            problem = "transaction " + (cursor - 1) + ": meant " + text(kind, offset, width, value, 0)
                    + ", the bus saw " + around(cursor - 1);
        }
    }

    /** Nothing more was expected. */
    String finish() {
        if (problem == null && cursor != count) {
            problem = "transaction " + cursor + ": meant none, the bus saw " + around(cursor);
        }
        if (problem == null && devsim_faults.next(faults) != faultsBegin) {
            problem = "the device complained of an access";
        }
        return problem;
    }

    /** Reads that were meant since {@link #start}. */
    int meantReads() {
        return meant[READ];
    }

    int meantWrites() {
        return meant[WRITE];
    }

    int reads() {
        return seen(READ, Integer.MAX_VALUE);
    }

    int writes() {
        return seen(WRITE, Integer.MAX_VALUE);
    }

    /** Reads of less than the narrowest that was meant. */
    int narrowReads() {
        return seen(READ, narrowest);
    }

    private int seen(int kind, int below) {
        int seen = 0;
        for (int i = 0; i < count; i++) {
            seen += kind(i) == kind && width(i) < below ? 1 : 0;
        }
        return seen;
    }

    private int width(int i) {
        return (int) (words[i * WORDS + SHAPE] >>> WIDTH_SHIFT & 0xFFFF);
    }

    private int flags(int i) {
        return (int) words[i * WORDS + MARKS];
    }

    private int kind(int i) {
        return (int) (words[i * WORDS + SHAPE] >>> KIND_SHIFT & 0xFF);
    }

    private String around(int i) {
        StringBuilder text = new StringBuilder();
        for (int k = i; k < Math.min(count, i + 4); k++) {
            text.append(k == i ? "" : ", ").append(text(kind(k), words[k * WORDS + OFFSET], width(k),
                    words[k * WORDS + VALUE], flags(k)));
        }
        return text.isEmpty() ? "nothing" : text.toString();
    }

    private static String text(int kind, long offset, int width, long value, int flags) {
        StringBuilder text = new StringBuilder(kind == READ ? "read" : kind == WRITE ? "write" : "kind" + kind + " ")
                .append(width * Byte.SIZE).append("(0x").append(Long.toHexString(offset)).append(", 0x")
                .append(Long.toHexString(value)).append(')');
        for (int bit = 0; bit < FLAGS.length; bit++) {
            text.append((flags >>> bit & 1) != 0 ? FLAGS[bit] : "");
        }
        return text.toString();
    }

    private static int word(long offset) {
        return (int) (offset / Long.BYTES);
    }

    private static int shift(long offset) {
        return (int) (offset % Long.BYTES * Byte.SIZE);
    }
}
