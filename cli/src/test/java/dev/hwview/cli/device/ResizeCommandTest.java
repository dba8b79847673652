// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.Cli;
import dev.hwview.cli.text.Failure;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.linux.PciBus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a machine that a few files make up. */
class ResizeCommandTest {
    @TempDir
    Path folder;
    private Path device;

    @BeforeEach
    void machine() throws IOException {
        device = Files.createDirectories(folder.resolve("sys/bus/pci/devices/0000:01:00.0"));
        Files.writeString(device.resolve("resource"), "0xc000000000 0xc00fffffff 0x14220c\n");
        Files.writeString(device.resolve("resource0_resize"), "0000000000000700\n");
    }

    private String run(String... arguments) throws Exception {
        StringWriter out = new StringWriter();
        ResizeCommand command = new ResizeCommand(new PciBus(folder.resolve("sys"), folder.resolve("dev")));
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(out, true));
        line.parseArgs(arguments);
        assertEquals(0, command.call());
        return out.toString();
    }

    @Test
    void tellsWhatThereIs() throws Exception {
        String told = "BAR 0 of 0000:01:00.0 has 256 MiB and offers 256 MiB, 512 MiB, 1 GiB\n";
        assertEquals(told, run("01:00.0"));
        assertEquals(told, run("01:00.0", "0"));
    }

    @Test
    void showsOrDoesIt() throws Exception {
        Path file = device.resolve("resource0_resize");
        for (String size : new String[] {"1GiB", "1g", "1 GiB", "1024M"}) {
            assertEquals("echo 10 > " + file + "\n", run("-n", "01:00.0", "0", size));
        }
        assertEquals("0000000000000700\n", Files.readString(file));
        assertEquals("BAR 0 of 0000:01:00.0 has 256 MiB\n", run("01:00.0", "0", "256MiB"));
        assertTrue(Files.readString(file).startsWith("8\n"));
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals("0000:01:00.0 can't have 2 GiB in BAR 0: it offers 256 MiB, 512 MiB, 1 GiB",
                assertThrows(DeviceAccessException.class, () -> run("01:00.0", "0", "2GiB")).getMessage());
        assertThrows(DeviceAccessException.class, () -> run("01:00.0", "1", "2GiB"));
        assertEquals(Failure.USAGE, assertThrows(Failure.class, () -> run("01:00.0", "6")).status());
        assertEquals(Failure.USAGE, assertThrows(Failure.class, () -> run("01:00.0", "0", "all")).status());
        Cli.run("resize").fails(2, "ADDRESS");
        Cli.run("resize", "nonsense", "0").fails(1, "nonsense is no PCI address");
    }
}
