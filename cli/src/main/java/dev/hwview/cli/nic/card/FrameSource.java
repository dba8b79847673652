// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import java.nio.file.Path;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which frames arrive at a simulated card. At a real one those of its net do. */
public final class FrameSource {
    private static final int GENERATED_LENGTH = 60;
    private static final int FLOWS = 64;

    @Option(names = "--from", paramLabel = "FILE",
            description = "A simulated card: the frames of this capture, pcap or pcapng, arrive.")
    private Path capture;

    @Mixin
    private Rounds rounds;

    @Option(names = "--generated", paramLabel = "N", converter = Numbers.Positive.class,
            description = "A simulated card: N numbered frames arrive.")
    private int generated;

    @Mixin
    private Pace pace;

    private long frames;

    /** The capture that they are from, {@code null} if there is none. */
    public Path capture() {
        return capture;
    }

    /** How often the capture arrives. */
    public long rounds() {
        return rounds.count();
    }

    /** Whether nothing is said: what arrives is what the card is plugged into. */
    public boolean isNone() {
        return capture == null && generated == 0;
    }

    /** Checks that the options go together, and reads the capture through: to be asked before a card is opened. */
    public void check() {
        if (capture != null && generated > 0) {
            throw Failure.usage("--from and --generated exclude each other");
        }
        if (capture != null) {
            frames = CapturedFrames.count(capture);
        }
    }

    /** Checks that the options go together with the card. */
    public void check(Card card) {
        if (!isNone() && !card.isSimulated()) {
            throw Failure.usage(card.name() + " is not simulated: its net decides what arrives");
        }
    }

    /** How many frames will arrive, if these options say. */
    public OptionalLong expected() {
        if (capture != null) {
            return OptionalLong.of(frames * rounds.count());
        }
        return generated > 0 ? OptionalLong.of(generated) : OptionalLong.empty();
    }

    /** They begin to arrive. */
    public void plug(Card card) {
        if (capture != null) {
            try (PlayedCapture played = PlayedCapture.of(capture)) {
                card.cable().pcapIn(played.path(), pace.gap(), rounds.count());
            }
        } else if (generated > 0) {
            card.cable().generate(GENERATED_LENGTH, generated, pace.gap(), FLOWS);
        }
    }
}
