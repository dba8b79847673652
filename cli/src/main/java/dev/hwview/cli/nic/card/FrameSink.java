// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import dev.hwview.cli.text.Failure;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say where the frames go that a simulated card sends. Those of a real one go to its net. */
public final class FrameSink {
    @Option(names = "--to", paramLabel = "FILE",
            description = "A simulated card: what it sends goes into this capture.")
    private Path capture;

    @Mixin
    private SocketOption socket;

    /** The capture that they go into, {@code null} if there is none. */
    public Path capture() {
        return capture;
    }

    /** What is sent goes there from now on; if nothing is said, nowhere. */
    public void plug(Card card) {
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
    public void end(Card card) {
        if (capture != null) {
            card.cable().pcapOutEnd();
        }
    }
}
