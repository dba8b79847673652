// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import picocli.CommandLine.Mixin;

/** A command that moves frames until something ends it, and tells how many, how fast and at what cost. */
abstract class TrafficCommand extends ReportingCommand {
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
    TrafficCommand(String verb) {
        this.verb = verb;
    }

    FrameEnding ending() {
        return ending;
    }

    Traffic traffic() {
        return traffic;
    }

    RateLine line() {
        return line;
    }

    /** Moves the frames, and answers with what {@link #finish} says. */
    abstract int move() throws InterruptedException;

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
    final int finish(Report report) {
        line.done();
        return super.finish(report);
    }
}
