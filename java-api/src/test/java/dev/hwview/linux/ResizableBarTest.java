// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.DeviceAccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResizableBarTest {
    private static final String CARD = "0000:01:00.0";
    private static final long MIB = 1 << 20;
    private static final String NONE = "0x0000000000000000 0x0000000000000000 0x0000000000000000\n";

    @TempDir
    Path folder;
    private FakeSysfs machine;
    private Path files;

    @BeforeEach
    void machine() throws IOException {
        machine = new FakeSysfs(folder).device(CARD, "0x1002", "0x73bf", "0x030000");
        files = machine.devices().resolve(CARD);
        Files.writeString(files.resolve("resource"), "0x000000c000000000 0x000000c00fffffff 0x000000000014220c\n" + NONE
                + "0x000000c010000000 0x000000c0101fffff 0x000000000014220c\n" + NONE
                + "0x000000000000e000 0x000000000000e0ff 0x0000000000040101\n" + NONE + NONE);
    }

    private Path offers(int bar, String bits) throws IOException {
        return Files.writeString(files.resolve("resource" + bar + "_resize"), bits + "\n");
    }

    private PciDevice card() {
        return machine.bus.device(CARD);
    }

    private static String refusal(Runnable deed) {
        return assertThrows(DeviceAccessException.class, deed::run).getMessage();
    }

    @Test
    void sizesAreTheKernelsBits() throws IOException {
        offers(0, "00000000000001c0");
        offers(2, "80000000000000ff");
        List<ResizableBar> bars = ResizableBar.of(card());
        assertEquals(List.of(0, 2), bars.stream().map(ResizableBar::index).toList());
        assertEquals(List.of(64 * MIB, 128 * MIB, 256 * MIB), bars.get(0).sizes());
        assertEquals(256 * MIB, bars.get(0).size());
        assertEquals("BAR 0 of 0000:01:00.0 has 256 MiB", bars.get(0).toString());
        assertEquals(8, bars.get(1).sizes().size(), "nobody has 8 ZiB");
        assertEquals(2 * MIB, bars.get(1).size());
    }

    @Test
    void theStepIsTheBitsNumber() throws IOException {
        offers(0, "00000000000001c0");
        assertEquals("echo 7 > " + files.resolve("resource0_resize"), ResizableBar.of(card(), 0).to(128 * MIB)
                .toString());
        for (long other : new long[] {0, 1, 32 * MIB, 192 * MIB, 512 * MIB, -1, Long.MIN_VALUE}) {
            assertEquals("0000:01:00.0 can't have " + ResizableBar.text(other)
                    + " in BAR 0: it offers 64 MiB, 128 MiB, 256 MiB",
                    refusal(() -> ResizableBar.of(card(), 0).to(other)));
        }
    }

    @Test
    void itIsWrittenAndLookedAtAgain() throws IOException {
        Path resize = offers(0, "00000000000001c0");
        assertEquals("0000:01:00.0 was not resized: BAR 0 has 256 MiB and not 64 MiB; dmesg may say why",
                refusal(() -> ResizableBar.of(card(), 0).resize(64 * MIB)));
        assertEquals("6\n", Files.readString(resize).substring(0, 2));
        offers(0, "00000000000001c0");
        ResizableBar same = ResizableBar.of(card(), 0);
        Files.writeString(files.resolve("resource"), "0x000000c000000000 0x000000c007ffffff 0x000000000014220c\n"
                + NONE);
        // As the kernel leaves it: the size is the new one when it is looked at.
        assertEquals(128 * MIB, same.resize(128 * MIB).size());
        assertEquals("7\n", Files.readString(resize).substring(0, 2));
    }

    @Test
    void aDeviceThatGoesMeanwhileWasNotResized() throws IOException {
        offers(0, "00000000000001c0");
        ResizableBar bar = ResizableBar.of(card(), 0);
        Files.delete(files.resolve("resource"));
        assertEquals("0000:01:00.0 was not resized: BAR 0 has 0 bytes and not 64 MiB; dmesg may say why",
                refusal(() -> bar.resize(64 * MIB)));
        Files.delete(files.resolve("resource0_resize"));
        assertEquals("0000:01:00.0 can't be resized: the device is gone, or the kernel too old to have this file"
                + " (echo 6 > " + files.resolve("resource0_resize") + ")", refusal(() -> bar.resize(64 * MIB)));
    }

    @Test
    void whoseDriverIsBoundStays() throws IOException {
        Path resize = offers(0, "00000000000001c0");
        machine.driver(CARD, "amdgpu");
        assertEquals("0000:01:00.0 can't be resized while the kernel's driver amdgpu has it: hwview unbind 0000:01:00.0"
                + " --leave-free", refusal(() -> ResizableBar.of(card(), 0).resize(64 * MIB)));
        assertEquals("00000000000001c0\n", Files.readString(resize));
    }

    @Test
    void whatCanNotBeResizedIsSaid() throws IOException {
        assertEquals("0000:01:00.0 has no BAR 0 that can be resized: none can, or the kernel is older than 5.19",
                refusal(() -> ResizableBar.of(card(), 0)));
        offers(0, "0000000000000000");
        offers(4, "no bits");
        assertEquals(List.of(), ResizableBar.of(card()));
        offers(2, "2");
        assertEquals("0000:01:00.0 has no BAR 0 that can be resized: BAR 2 can",
                refusal(() -> ResizableBar.of(card(), 0)));
        assertEquals("0000:01:00.0 has no BAR -1 that can be resized: BAR 2 can",
                refusal(() -> ResizableBar.of(card(), -1)));
    }

    @Test
    void sizesAreWrittenShort() {
        assertEquals(List.of("1 MiB", "512 MiB", "1 GiB", "3 TiB", "1024 TiB", "0 bytes", "4096 bytes"),
                List.of(MIB, 512 * MIB, 1024 * MIB, 3L << 40, 1L << 50, 0L, 4096L).stream().map(ResizableBar::text)
                        .toList());
    }
}
