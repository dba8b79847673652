// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say where the frames go that a simulated card sends. Those of a real one go to its net. */
final class FrameSink {
    @Option(names = "--to", paramLabel = "FILE",
            description = "A simulated card: what it sends goes into this capture.")
    private Path capture;

    @Mixin
    private SocketOption socket;

    Path capture() {
        return capture;
    }

    /** What is sent goes there from now on; if nothing is said, nowhere. */
    void plug(Card card) {
        if (socket.isThere()) {
            socket.plug(card);
        } else if (card.isSimulated()) {
            card.cable().discard();
        }
        if (capture == null) {
            return;
        }
        if (!card.isSimulated()) {
            throw Failure.usage(card.name() + " is not simulated: what it sends goes to its net");
        }
        card.cable().pcapOut(capture);
    }

    /** What was written is whole. */
    void end(Card card) {
        if (capture != null) {
            card.cable().pcapOutEnd();
        }
    }
}
