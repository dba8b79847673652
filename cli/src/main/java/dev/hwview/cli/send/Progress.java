// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Terminal;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows how far a transfer is: a bar that moves where stderr is a terminal, else a line every two seconds. */
final class Progress {
    private static final long LIVE_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 2_000_000_000L;
    private static final int BAR = 40;

    private final Terminal terminal;
    private final PrintWriter err;
    private final long total;
    private final long start = System.nanoTime();
    private long shown = start;
    private boolean drawn;

    Progress(Terminal terminal, PrintWriter err, long total) {
        this.terminal = terminal;
        this.err = err;
        this.total = total;
    }

    /** Called often, shows seldom. */
    void at(long done) {
        long now = System.nanoTime();
        if (now - shown >= (terminal.live() ? LIVE_NANOS : LINE_NANOS)) {
            shown = now;
            drawn = true;
            show(done, now - start);
        }
    }

    private void show(long done, long nanos) {
        String text = String.format(Locale.ROOT, "%3d%%  %s of %s  %s", done * 100 / total, Numbers.size(done),
                Numbers.size(total), Numbers.speed(done, nanos));
        if (terminal.live()) {
            int full = (int) (done * BAR / total);
            String bar = terminal.unicode()
                    ? "█".repeat(full) + "░".repeat(BAR - full)
                    : "#".repeat(full) + ".".repeat(BAR - full);
            err.print("\r" + bar + " " + text + "\033[K");
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** Takes the bar away. */
    void done() {
        if (drawn && terminal.live()) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
