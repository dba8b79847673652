// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Options that say which frames arrive at a simulated card. At a real one those of its net do. */
final class FrameSource {
    private static final int GENERATED_LENGTH = 60;
    private static final int FLOWS = 64;

    private Path capture;
    private long frames;
    private long rounds = 1;
    private long generated;
    private Duration gap = Duration.ZERO;

    @Option(names = "--from", paramLabel = "FILE", description = "A simulated card: the frames of this capture arrive.")
    private void capture(Path path) {
        frames = CapturedFrames.count(path); // asked now, not when the card is open
        capture = path;
    }

    @Option(names = "--repeat", paramLabel = "N", description = "Play the capture N times.")
    private void rounds(String text) {
        rounds = Numbers.parse(text, 1, Integer.MAX_VALUE);
    }

    @Option(names = "--generated", paramLabel = "N", description = "A simulated card: N numbered frames arrive.")
    private void generated(String text) {
        generated = Numbers.parse(text, 1, Integer.MAX_VALUE);
    }

    @Option(names = "--gap", paramLabel = "TIME",
            description = "Time between two that arrive. Without it, as fast as the card takes them.")
    private void gap(String text) {
        gap = Numbers.duration(text);
    }

    Path capture() {
        return capture;
    }

    long rounds() {
        return rounds;
    }

    boolean isNone() {
        return capture == null && generated == 0;
    }

    /** Checks that the options go together, and with the card. */
    void check(Card card) {
        if (capture != null && generated > 0) {
            throw Failure.usage("--from and --generated exclude each other");
        }
        if (!isNone() && !card.isSimulated()) {
            throw Failure.usage(card.name() + " is not simulated: its net decides what arrives");
        }
    }

    /** How many frames will arrive, if these options say. */
    OptionalLong expected() {
        if (capture != null) {
            return OptionalLong.of(frames * rounds);
        }
        return generated > 0 ? OptionalLong.of(generated) : OptionalLong.empty();
    }

    /** They begin to arrive. */
    void plug(Card card) {
        if (capture != null) {
            card.cable().pcapIn(capture, gap, rounds);
        } else if (generated > 0) {
            card.cable().generate(GENERATED_LENGTH, generated, gap, FLOWS);
        }
    }
}
