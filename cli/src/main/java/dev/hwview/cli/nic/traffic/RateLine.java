// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.traffic;

import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Terminal;
import java.io.PrintWriter;

/** One line on stderr that shows how fast frames go, while they go; nothing where stderr is no terminal. */
public final class RateLine {
    private static final long INTERVAL = 200_000_000L;

    private final Terminal terminal;
    private final PrintWriter err;
    private final String verb;
    private long shown;
    private long frames;
    private long bytes;
    private boolean drawn;

    RateLine(Terminal terminal, PrintWriter err, String verb) {
        this.terminal = terminal;
        this.err = err;
        this.verb = verb;
    }

    /** Called often, shows seldom. Allocates only when it shows. */
    public void at(Traffic traffic) {
        if (!terminal.live()) {
            return;
        }
        long now = System.nanoTime();
        if (shown == 0) {
            shown = now; // it begins to count when the frames do
        }
        if (now - shown < INTERVAL) {
            return;
        }
        double seconds = (now - shown) / 1e9;
        String rate = Numbers.rate((traffic.frames() - frames) / seconds, 8 * (traffic.bytes() - bytes) / seconds);
        err.print("\r" + verb + " " + Numbers.count(traffic.frames()) + " frames  " + rate + "\033[K");
        err.flush();
        shown = now;
        frames = traffic.frames();
        bytes = traffic.bytes();
        drawn = true;
    }

    /** Takes the line away. */
    void done() {
        if (drawn) {
            err.print("\r\033[K");
            err.flush();
            drawn = false;
        }
    }
}
