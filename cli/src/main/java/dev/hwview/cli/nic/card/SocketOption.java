// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import dev.hwview.cli.text.Failure;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** {@code --socket}: where a simulated card's cable goes. */
public final class SocketOption {
    @Option(names = "--socket", paramLabel = "LOCAL,REMOTE", converter = Parser.class,
            description = "A simulated card: frames go over UNIX datagram sockets at these paths.")
    private Ends ends;

    private record Ends(Path local, Path remote) {}

    /** Of two paths. */
    static final class Parser implements ITypeConverter<Ends> {
        @Override
        public Ends convert(String text) {
            String[] paths = text.split(",", -1);
            if (paths.length != 2) {
                throw Failure.usage("--socket takes two paths with a comma between: its own and the other end's");
            }
            return new Ends(Path.of(paths[0]), Path.of(paths[1]));
        }
    }

    /** Whether it was given. */
    public boolean isThere() {
        return ends != null;
    }

    /** Plugs a simulated card into it. */
    public void plug(Card card) {
        if (!card.isSimulated()) {
            throw Failure.usage(card.name() + " is not simulated: its cable goes where it goes");
        }
        card.cable().socket(ends.local, ends.remote);
    }
}
