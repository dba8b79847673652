// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.echo;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Which echoes were asked for, and what became of each. A sequence number has 16 bits, so that the oldest is forgotten
 * when more than 65,536 are on their way.
 */
public final class Echoes {
    /** An echo, or its answer, that is not there. */
    public static final int NONE = -1;

    private static final int SLOTS = 1 << 16;
    private static final byte WAITING = 1;
    private static final byte OVERDUE = 2;

    private final Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final long[] asked = new long[SLOTS];
    /** 0 for those that were never asked for, or are answered. */
    private final byte[] states = new byte[SLOTS];
    private final long timeout;
    private long sent;
    private long answered;
    private long twice;
    /** All before it are answered, or are known to be overdue. */
    private long oldest;

    /**
     * None yet.
     *
     * @param timeout after which one is overdue, in nanoseconds
     */
    public Echoes(long timeout) {
        this.timeout = timeout;
    }

    /** The sequence number of the next one, which is asked for now. */
    public int ask(long now) {
        int sequence = (int) (sent++ & SLOTS - 1);
        asked[sequence] = now;
        states[sequence] = WAITING;
        oldest = Math.max(oldest, sent - SLOTS);
        return sequence;
    }

    /** Takes an answer, a late one too, and says how long it took; {@link #NONE} if nobody waits for it any more. */
    public long answer(int sequence, long now) {
        if (states[sequence] == 0) {
            twice++;
            return NONE;
        }
        states[sequence] = 0;
        answered++;
        long nanos = Math.max(now - asked[sequence], 0);
        times.recordValue(Math.min(nanos, times.getHighestTrackableValue()));
        return nanos;
    }

    /** The sequence number of one that has become overdue, each of them once; {@link #NONE} if there is none. */
    public int overdue(long now) {
        for (; oldest < sent; oldest++) {
            int sequence = (int) (oldest & SLOTS - 1);
            if (states[sequence] == WAITING) {
                if (now - asked[sequence] < timeout) {
                    return NONE;
                }
                states[sequence] = OVERDUE;
                oldest++;
                return sequence;
            }
        }
        return NONE;
    }

    /** Whether there is one that is neither answered nor, as far as {@link #overdue} was asked, overdue. */
    public boolean areAwaited() {
        return oldest < sent && answered < sent;
    }

    /** How many were asked for. */
    public long sent() {
        return sent;
    }

    /** How many of them were answered, in time or late. */
    public long answered() {
        return answered;
    }

    /** Answers beyond the first of an echo, and to echoes that nobody asked for. */
    public long twice() {
        return twice;
    }

    /** How long those took that were answered. */
    public Histogram times() {
        return times;
    }
}
