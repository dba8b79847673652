// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that say where the frames go that a simulated card sends. Those of a real one go to its net. */
final class FrameSink {
    @Option(names = "--to", paramLabel = "FILE", description = "A simulated card: what it sends goes into this capture.")
    private Path capture;

    @Option(names = "--socket", paramLabel = "LOCAL,REMOTE", split = ",",
            description = "A simulated card: frames go over UNIX datagram sockets at these paths.")
    private Path[] socket;

    Path capture() {
        return capture;
    }

    /** What is sent goes there from now on; if nothing is said, nowhere. */
    void plug(Card card) {
        if (!card.isSimulated()) {
            if (capture != null || socket != null) {
                throw Failure.usage(card.name() + " is not simulated: what it sends goes to its net");
            }
            return;
        }
        if (socket == null) {
            card.cable().discard();
        } else if (socket.length == 2) {
            card.cable().socket(socket[0], socket[1]);
        } else {
            throw Failure.usage("--socket takes two paths with a comma between: its own and the other end's");
        }
        if (capture != null) {
            card.cable().pcapOut(capture);
        }
    }

    /** What was written is whole. */
    void end(Card card) {
        if (capture != null) {
            card.cable().pcapOutEnd();
        }
    }
}
