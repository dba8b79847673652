// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hwview.cli.Cli;
import dev.hwview.device.Device;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A card that somebody else modelled, and a host that somebody else wrote: QEMU's user network. */
class QemuPingTest {
    /** Of the gateway, in QEMU's documentation. */
    private static final String GATEWAY = "10.0.2.2";

    @BeforeAll
    static void withQemu() {
        boolean here = Device.list().stream().anyMatch(device -> device.address().equals("qtest:e1000e"));
        if (!here && System.getenv("CI") != null) {
            fail("qemu-system-x86_64 is not installed");
        }
        assumeTrue(here, "qemu-system-x86_64 is not installed");
    }

    @Test
    void theGatewayAnswers() {
        List<String> lines = Cli.run("nic", "ping", "qtest:e1000e", GATEWAY, "--source", "10.0.2.15", "--count", "3",
                "--interval", "1ms").ok().lines();
        String echo = "64 bytes from 10\\.0\\.2\\.2: seq=[0-2] ttl=\\d+ time=.*";
        assertEquals(3, lines.stream().filter(line -> line.matches(echo)).count());
        String host = "host +10\\.0\\.2\\.2 at 52:55:0a:00:02:02, found in .*";
        assertTrue(lines.stream().anyMatch(line -> line.matches(host)), lines.toString());
        assertTrue(lines.contains("answered       3, 0.0% lost"), lines.toString());
    }

    @Test
    void thereIsNobodyElse() {
        Cli cli = Cli.run("nic", "ping", "qtest:e1000e", "10.0.2.77", "--timeout", "50ms", "--json");
        assertTrue(cli.status() != 0);
        assertTrue(cli.out().contains("nobody says that 10.0.2.77 is theirs"), cli.out());
    }
}
