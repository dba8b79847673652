// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.device.Device;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PCI device by the kernel's files: what is asked of one that has no answer, or no way. */
class SysfsPciTest {
    private static final String CARD = "0000:01:00.0";

    @TempDir
    Path folder;
    private FakeSysfs machine;
    private Path files;

    @BeforeEach
    void machine() throws IOException {
        machine = new FakeSysfs(folder).device(CARD, "0x8086", "0x10d3", "0x020000");
        files = machine.devices().resolve(CARD);
        Files.write(files.resolve("config"), new byte[256]);
    }

    private Device open() {
        return Device.open(new PciProvider(machine.bus), CARD);
    }

    @Test
    void aResetIsTheKernels() throws IOException {
        Files.createFile(files.resolve("reset"));
        try (Device device = open()) {
            device.reset();
        }
        assertEquals("1\n", Files.readString(files.resolve("reset")));
    }

    @Test
    void whoHasNoWayToBeResetSaysSo() {
        try (Device device = open()) {
            assertEquals("pci:0000:01:00.0 can't be reset: neither it nor its slot has a way to",
                    assertThrows(ResourceException.class, device::reset).getMessage());
        }
    }

    @Test
    void whoIsGoneIsNotReset() throws IOException {
        Files.createFile(files.resolve("reset"));
        try (Device device = open()) {
            byte[] ones = new byte[256];
            Arrays.fill(ones, (byte) -1);
            Files.write(files.resolve("config"), ones);
            assertThrows(DeviceRemovedException.class, device::reset);
        }
        assertEquals("", Files.readString(files.resolve("reset")));
    }

    /** All ones would turn on whatever the command register has. */
    @Test
    void aConfigSpaceThatDoesNotAnswerIsNotWritten() throws IOException {
        Files.write(files.resolve("config"), new byte[0]);
        open().close();
        assertEquals(0, Files.size(files.resolve("config")));
    }
}
