// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.traffic;

import dev.hwview.cli.command.ReportingCommand;
import dev.hwview.cli.text.Report;
import picocli.CommandLine.Mixin;

/** A command that moves frames until something ends it, and tells how many, how fast and at what cost. */
public abstract class TrafficCommand extends ReportingCommand {
    @Mixin
    private FrameEnding ending;

    private final Traffic traffic = new Traffic();
    private final String verb;
    private RateLine line;

    /**
     * A command.
     *
     * @param verb what has happened to the frames that it counts
     */
    protected TrafficCommand(String verb) {
        this.verb = verb;
    }

    /** When it ends. */
    protected final FrameEnding ending() {
        return ending;
    }

    /** What has gone through its hands. */
    protected final Traffic traffic() {
        return traffic;
    }

    /** What shows how fast it goes. */
    protected final RateLine line() {
        return line;
    }

    /** Moves the frames, and answers with what {@link #finish} says. */
    protected abstract int move() throws InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        line = new RateLine(terminal(), err(), verb);
        try {
            return move();
        } finally {
            line.done();
            ending.close();
        }
    }

    @Override
    protected final int finish(Report report) {
        line.done();
        return super.finish(report);
    }
}
