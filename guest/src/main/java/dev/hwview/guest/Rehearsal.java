// SPDX-License-Identifier: Apache-2.0
package dev.hwview.guest;

import dev.hwview.cli.Main;
import java.io.PrintWriter;
import java.io.Writer;
import org.junit.platform.console.ConsoleLauncher;

/** Loads on the host what the tests will, for an archive of classes: the guest is slow at loading them. */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Runs the command on simulated cards, then JUnit, which ends the process.
     *
     * @param options of JUnit
     */
    public static void main(String[] options) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Main.run(nowhere, nowhere, "devices");
        int status = Main.run(nowhere, nowhere, "nic", "ping", "sim:e1000e", Guest.GATEWAY, "--peer", "sim:e1000e",
                "--count", "1");
        if (status != 0) {
            throw new IllegalStateException("hwview nic ping ended with " + status);
        }
        ConsoleLauncher.main(options);
    }
}
