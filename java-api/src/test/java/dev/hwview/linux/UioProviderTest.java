// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.device.Device;
import dev.hwview.fault.UnknownRegisterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card with BARs 0 and 2, of 64 bits each, which its driver declares as maps 0 and 1; files stand for all. */
class UioProviderTest {
    private static final String CARD = "0000:01:00.0";

    @TempDir
    Path folder;
    private FakeSysfs machine;

    @BeforeEach
    void machine() throws IOException {
        machine = new FakeSysfs(folder).device(CARD, "0x8086", "0x10d3", "0x020000");
        Path files = machine.devices().resolve(CARD);
        Files.write(files.resolve("config"), filled(256, 0));
        Files.writeString(files.resolve("resource"), "0xfe000000 0xfe000fff 0x140204\n0x0 0x0 0x0\n"
                + "0xfe001000 0xfe001fff 0x140204\n");
        Files.write(files.resolve("resource0"), filled(4096, 0xb0));
        Files.write(files.resolve("resource2"), filled(4096, 0xb2));
        byte[] maps = Arrays.copyOf(filled(4096, 0xa0), 8192);
        Arrays.fill(maps, 4096, 8192, (byte) 0xa1);
        Files.write(machine.dev().resolve("uio0"), maps);
        for (String map : new String[] {"map0", "map1"}) {
            Path declared = Files.createDirectories(folder.resolve("sys/class/uio/uio0/maps").resolve(map));
            Files.writeString(declared.resolve("size"), "0x1000\n");
        }
        Files.createSymbolicLink(folder.resolve("sys/class/uio/uio0/device"), files);
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private Device open() {
        return Device.open(new UioProvider(folder.resolve("sys"), machine.dev()), "0");
    }

    @Test
    void regionsOfTheGenericDriverAreBars() throws IOException {
        machine.driver(CARD, "uio_pci_generic");
        try (Device device = open()) {
            assertEquals(0xb0, device.registers().read8(0) & 0xff);
            assertEquals(0xb2, device.registers(2).read8(0) & 0xff);
            assertThrows(UnknownRegisterException.class, () -> device.registers(1));
        }
    }

    @Test
    void regionsOfAnotherDriverAreItsMaps() throws IOException {
        machine.driver(CARD, "made_for_it");
        try (Device device = open()) {
            assertEquals(0xa0, device.registers().read8(0) & 0xff);
            assertEquals(0xa1, device.registers(1).read8(0) & 0xff);
            assertThrows(UnknownRegisterException.class, () -> device.registers(2));
        }
    }
}
