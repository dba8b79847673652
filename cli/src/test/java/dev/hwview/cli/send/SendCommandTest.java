// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.Cli;
import dev.hwview.cli.text.Terminal;
import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.register.Presence;
import dev.hwview.sim.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendCommandTest {
    @TempDir
    Path folder;

    private Path file(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(folder.resolve("file"), bytes);
    }

    /** Below, at and beyond a chunk and a window. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4095, 4096, 4097, 10_001, Sender.WINDOW, Sender.WINDOW + 1, 2 * Sender.WINDOW + 4097})
    void anySizeGoesThereAndBack(int size) throws IOException {
        String out = Cli.run("send", file(size).toString()).ok().out();
        assertTrue(out.endsWith("OK\n"), out);
        long chunks = (size + 4095) / 4096; // windows are whole chunks
        assertTrue(out.contains("chunks     " + (chunks + 1) / 2 + " polled, " + chunks / 2 + " by INTX"), out);
    }

    @Test
    void interruptsByMessageToo() throws IOException {
        String out = Cli.run("send", "--msi", file(20_000).toString()).ok().out();
        assertTrue(out.contains("2 by MSI interrupt") && out.endsWith("OK\n"), out);
    }

    @Test
    void goesOverTheCallPathToo() throws IOException {
        assertTrue(Cli.run("send", "--device", "sim:edu,access=call", file(20_000).toString()).ok().out()
                .endsWith("OK\n"));
    }

    @Test
    void whatCantBeSentIsOneLine() throws IOException {
        Cli.run("send", folder.resolve("missing").toString()).fails(1, "missing: no such file");
        Cli.run("send", folder.toString()).fails(1, "is a directory");
        Cli.run("send", Files.createFile(folder.resolve("empty")).toString()).fails(1, "empty: is empty");
        Cli.run("send", "/dev/null").fails(1, "is no regular file");
        Cli.run("send", "--device", "sim:regs", file(1).toString()).fails(1, "sim:regs is no edu device");
    }

    @Test
    void aDeviceThatIsRemovedEndsIt() throws IOException {
        Source source = Source.of(file(10_000));
        Progress progress = new Progress(Terminal.PLAIN, new PrintWriter(new StringWriter()), source.length());
        try (Device device = Device.open("sim:edu")) {
            Simulation.of(device).presence(Presence.State.REMOVED);
            Sender sender = new Sender(device, InterruptMode.INTX);
            assertThrows(DeviceRemovedException.class, () -> sender.send(source, progress));
            assertEquals(0, device.dma().buffers().size(), "buffers are given back");
        }
    }

    @Test
    void otherBytesAreAFailure() throws Exception {
        Source source = Source.of(file(10_000));
        Progress progress = new Progress(Terminal.PLAIN, new PrintWriter(new StringWriter()), source.length());
        try (Device device = Device.open("sim:edu")) {
            Sending sending = new Sender(device, InterruptMode.INTX).send(source, progress);
            assertEquals(0, sending.failures(source, sending.digest).size());
            assertTrue(sending.failures(source, "0").contains("what came back differs from the file"));
            sending.alive = false;
            sending.complaints.add("the bus trace lost 3 transactions");
            sending.bytes--;
            assertEquals(4, sending.failures(source, "0").size());
        }
    }
}
