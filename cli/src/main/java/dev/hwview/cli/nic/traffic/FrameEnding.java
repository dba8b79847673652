// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.traffic;

import dev.hwview.cli.command.Ending;
import dev.hwview.cli.text.Numbers;
import java.time.Duration;
import picocli.CommandLine.Option;

/** When a command that moves frames ends: after so many, or so long without one, too. */
public final class FrameEnding extends Ending {
    @Option(names = "--count", paramLabel = "N", converter = Numbers.Positive.class,
            description = "End after N frames.")
    private long most = Long.MAX_VALUE;

    @Option(names = "--idle", paramLabel = "TIME", description = "End when no frame has come for this time.")
    private Duration idle;

    private long idleNanos = Long.MAX_VALUE;
    private long lastFrame;
    private long seen;

    /** How long it waits for a frame, where the user says nothing of it. */
    public void idleUnlessSaid(Duration time) {
        if (idle == null) {
            idle = time;
        }
    }

    /** How many frames it moves, where the user says nothing of it. */
    public void mostUnlessSaid(long frames) {
        if (most == Long.MAX_VALUE) {
            most = frames;
        }
    }

    @Override
    public void start() {
        super.start();
        idleNanos = idle == null ? Long.MAX_VALUE : idle.toNanos();
        lastFrame = System.nanoTime();
    }

    /** How many frames may still come, up to what fits in a batch. */
    public int room(long frames, int batch) {
        return (int) Math.min(most - frames, batch);
    }

    /** Whether it is over, now that there were so many frames. To be asked often. */
    public boolean isOver(long frames) {
        if (wasWanted(frames)) {
            return true;
        }
        long now = System.nanoTime();
        if (frames != seen) {
            seen = frames;
            lastFrame = now;
        }
        return now - lastFrame >= idleNanos;
    }

    /** Whether it ended because the user wanted so, and not for want of frames. */
    public boolean wasWanted(long frames) {
        return frames >= most || isOver();
    }
}
