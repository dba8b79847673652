// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NicCommandTest {
    @TempDir
    Path folder;

    @Test
    void wrongUsageIsOneLine() {
        Cli.run("nic").fails(2, "no command given");
        Cli.run("nic", "ping", "sim:e1000e", "10.0.0").fails(2, "'10.0.0' is no IPv4 address");
        Cli.run("nic", "generate", "sim:e1000e", "--length", "59").fails(2, "59 is not in 60 to 1514");
        Cli.run("nic", "generate", "sim:e1000e", "--to-mac", "1:2").fails(2, "'1:2' is no Ethernet address");
        Cli.run("nic", "replay", folder.resolve("missing").toString(), "sim:e1000e").fails(1, "missing: can't be read: no such file");
    }

    @Test
    void whatIsNoCardIsOneLine() {
        Cli.run("nic", "capture", "sim:edu", folder.resolve("out").toString()).fails(1, "sim:edu", "no network card");
    }
}
