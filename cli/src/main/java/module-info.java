// SPDX-License-Identifier: Apache-2.0
/** The {@code hwview} command. */
module dev.hwview.cli {
    requires dev.hwview;
    requires dev.hwview.drivers;
    requires dev.hwview.sim;
    requires info.picocli;
    requires com.fasterxml.jackson.core;
    requires HdrHistogram;
    requires jdk.management; // com.sun.management.ThreadMXBean, which counts heap bytes by thread

    opens dev.hwview.cli to info.picocli;
}
