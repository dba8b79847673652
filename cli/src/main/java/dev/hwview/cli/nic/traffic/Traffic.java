// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.traffic;

import dev.hwview.cli.measure.HeapMeter;
import dev.hwview.cli.measure.Percentiles;
import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Report;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What went through a program's hands: frames, bytes, how long each frame was there, and the Java heap that it took. It
 * is counted by turns: one turn takes a batch of frames and does with them what is to be done. Counting allocates
 * nothing.
 */
public final class Traffic {
    /**
     * So many turns may allocate: the JVM does so itself, once for each class on the way. It makes that class's string
     * constants when it first wants to compile a method of it.
     */
    static final int JVM_TURNS = 24;
    /** Where there are so few turns that all of them may be the JVM's, nothing is said. */
    private static final int FEW_TURNS = 8;

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private final Histogram nanos = new Histogram(LONGEST, 3);
    private final HeapMeter meter = new HeapMeter();
    private long frames;
    private long bytes;
    private long turns;
    private long heap;
    private long allocatingTurns;
    private long began;
    private long first;
    private long last;

    /** A turn begins. */
    public void begin() {
        meter.start();
        began = System.nanoTime();
    }

    /** It ends; one that moved nothing does not count. */
    public void end(int itsFrames, long itsBytes) {
        if (itsFrames == 0) {
            return;
        }
        last = System.nanoTime();
        long taken = meter.stop();
        if (turns++ == 0) {
            first = began;
        }
        frames += itsFrames;
        bytes += itsBytes;
        heap += taken;
        allocatingTurns += taken == 0 ? 0 : 1;
        nanos.recordValueWithCount(Math.min(last - began, LONGEST), itsFrames);
    }

    /** Forgets all: what was until now was a rehearsal. */
    public void clear() {
        nanos.reset();
        frames = 0;
        bytes = 0;
        turns = 0;
        heap = 0;
        allocatingTurns = 0;
    }

    /** How many there were. */
    public long frames() {
        return frames;
    }

    long bytes() {
        return bytes;
    }

    /** From the first turn's begin to the last one's end. */
    double seconds() {
        return turns == 0 ? 0 : (last - first) / 1e9;
    }

    /** Adds what was taken of the Java heap, which turns must not do. */
    public void requireNoHeap(Report report) {
        report.fact("heapBytes", heapBytes(), meter.works() ? unwanted() : "not counted");
        report.fact("allocatingTurns", allocatingTurns, null);
        if (allocates()) {
            report.failure(Numbers.count(allocatingTurns) + " of " + Numbers.count(turns) + " turns took "
                    + Numbers.count(heap) + " bytes of the Java heap: more often than the JVM does by itself");
        }
    }

    /** Adds what there is to tell; {@code what} a turn does is told with the percentiles. */
    public void report(Report report, String what) {
        double seconds = seconds();
        report.fact("frames", frames, Numbers.count(frames) + (frames == 1 ? " frame, " : " frames, ")
                + Numbers.size(bytes) + ", in " + Numbers.count(turns) + (turns == 1 ? " turn" : " turns"));
        report.fact("bytes", bytes, null);
        report.fact("turns", turns, null);
        report.fact("seconds", seconds, null);
        double rate = seconds == 0 ? 0 : frames / seconds;
        double bits = seconds == 0 ? 0 : 8.0 * bytes / seconds;
        report.fact("framesPerSecond", rate, null);
        report.fact("bitsPerSecond", bits, null);
        if (frames > 0) {
            String text = Numbers.rate(rate, bits);
            report.fact("rate", text, String.format(Locale.ROOT, "%s, for %.3f s", text, seconds));
            report.fact("turnNanos", Percentiles.numbers(nanos), Percentiles.text(nanos) + "  (" + what + ")");
        }
    }

    /** Whether turns do so, and not the JVM by itself. */
    private boolean allocates() {
        return allocatingTurns > JVM_TURNS && allocatingTurns > turns / 100
                || allocatingTurns == turns && turns >= FEW_TURNS;
    }

    private long heapBytes() {
        return meter.works() ? heap : -1;
    }

    private String average() {
        return String.format(Locale.ROOT, "%.1f bytes a frame", frames == 0 ? 0.0 : (double) heap / frames);
    }

    private String unwanted() {
        if (heap == 0 || allocates()) {
            return heap == 0 ? "0 bytes a frame" : average();
        }
        return "0 bytes a frame but for " + Numbers.count(heap) + " in " + allocatingTurns
                + (allocatingTurns == 1 ? " turn" : " turns") + " of the JVM's own";
    }
}
