// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.command;

import dev.hwview.cli.text.Terminal;

/** The command under which all others stand: it knows what their output goes to. */
@FunctionalInterface
public interface Root {
    /** What the output goes to. */
    Terminal terminal();
}
