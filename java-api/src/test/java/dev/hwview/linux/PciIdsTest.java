// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PciIdsTest {
    @TempDir
    Path folder;

    private PciDevice device(String vendor, String device, String classCode) throws IOException {
        return new FakeSysfs(folder).device("0000:01:00.0", vendor, device, classCode).bus.device("01:00.0");
    }

    private PciIds ids() throws IOException {
        return PciIds.read(Files.writeString(folder.resolve("pci.ids"), """
                # a comment
                8086  Some Vendor
                \t10d3  Some Card
                \t\t8086 a01f  Some Subsystem
                1234  Another Vendor
                C 02  Network controller
                \t00  Ethernet controller
                C ff  Unassigned class
                """));
    }

    @Test
    void names() throws IOException {
        assertEquals("Ethernet controller: Some Vendor Some Card",
                ids().describe(device("0x8086", "0x10d3", "0x020000")));
        assertEquals("Unassigned class: Another Vendor device 11e8",
                ids().describe(device("0x1234", "0x11e8", "0xff0000")));
        assertEquals("Network controller: vendor 10ec device 8168",
                ids().describe(device("0x10ec", "0x8168", "0x028000")));
    }

    @Test
    void withoutAList() throws IOException {
        assertEquals("class 0200: vendor 8086 device 10d3",
                PciIds.read(folder.resolve("absent")).describe(device("0x8086", "0x10d3", "0x020000")));
    }
}
