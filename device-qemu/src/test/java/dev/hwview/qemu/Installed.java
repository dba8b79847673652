// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Whether QEMU is here. Where it is not, its tests are skipped; in CI they fail. */
public final class Installed {
    private Installed() {}

    /** Lets a test go on only with QEMU. */
    public static void require() {
        boolean here = QemuOptions.installed().isPresent();
        String missing = "qemu-system-x86_64 is not installed: apt-get install --no-install-recommends qemu-system-x86";
        if (!here && System.getenv("CI") != null) {
            fail(missing);
        }
        assumeTrue(here, missing);
    }
}
