// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hwview.cli.Cli;
import dev.hwview.linux.PciBus;
import dev.hwview.linux.PciDevice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevicesCommandTest {
    @Test
    void listsTheSimulatedDevicesUnderOneHeading() {
        List<String> lines = Cli.run("devices").ok().lines();
        assertTrue(lines.getFirst().matches("ADDRESS +IDENTITY +SUMMARY"), lines.getFirst());
        assertTrue(lines.stream().anyMatch(l -> l.matches("sim:edu +1234:11e8 rev 10  QEMU's educational device.*")));
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("sim:regs  ")));
        assertTrue(lines.stream().anyMatch(l -> l.matches("sim:e1000e +8086:10d3 rev 00  Intel's 82574L.*")));
        int second = lines.getFirst().indexOf("IDENTITY");
        assertTrue(lines.stream().takeWhile(l -> !l.isEmpty()).allMatch(l -> l.charAt(second - 1) == ' '),
                "columns are below each other");
        assertTrue(lines.stream().allMatch(l -> l.length() <= 80 && l.equals(l.stripTrailing())));
    }

    @Test
    void thePciDevicesOfTheMachineFollow() {
        List<String> lines = Cli.run("devices").ok().lines();
        for (PciDevice device : PciBus.system().devices()) {
            assertTrue(lines.stream().anyMatch(l -> l.startsWith(device.address() + "  " + device.identity())),
                    device.address());
        }
    }

    @Test
    void bindingAsksForAnAddress() {
        Cli.run("bind", "--dry-run", "nonsense").fails(1, "nonsense is no PCI address");
        Cli.run("unbind", "-n", "ffff:ff:1f.7").fails(1, "ffff:ff:1f.7 is not there");
        Cli.run("bind").fails(2, "ADDRESS");
    }

    @Test
    void jsonHasTheAddresses() throws IOException {
        List<String> addresses = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(Cli.run("devices", "--json").ok().out())) {
            assertEquals(JsonToken.START_ARRAY, json.nextToken());
            while (json.nextToken() != null) {
                if ("address".equals(json.currentName()) && json.currentToken() == JsonToken.VALUE_STRING) {
                    addresses.add(json.getText());
                }
            }
        }
        assertTrue(addresses.containsAll(List.of("sim:edu", "sim:regs")), addresses.toString());
    }
}
