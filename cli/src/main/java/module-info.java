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

    // picocli makes commands, options and converters, and fills in their private fields.
    opens dev.hwview.cli to info.picocli;
    opens dev.hwview.cli.command to info.picocli;
    opens dev.hwview.cli.device to info.picocli;
    opens dev.hwview.cli.nic to info.picocli;
    opens dev.hwview.cli.nic.card to info.picocli;
    opens dev.hwview.cli.nic.traffic to info.picocli;
    opens dev.hwview.cli.register to info.picocli;
    opens dev.hwview.cli.send to info.picocli;
    opens dev.hwview.cli.text to info.picocli;
    opens dev.hwview.cli.trace to info.picocli;
}
