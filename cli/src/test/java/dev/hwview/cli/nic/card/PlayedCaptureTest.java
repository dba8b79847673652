// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.Cli;
import dev.hwview.cli.text.Failure;
import dev.hwview.pcap.Capture;
import dev.hwview.sim.net.Cable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayedCaptureTest {
    private static final Path TRAFFIC = Path.of("../java-api/src/test/resources/dev/hwview/pcap");
    private static final Path PCAPNG = TRAFFIC.resolve("veth.pcapng");

    @TempDir
    Path folder;

    /** A pcapng of one interface and one packet of so many zeros, in this order of bytes. */
    private Path pcapng(ByteOrder order, int length) throws IOException {
        int padded = (length + 3) / 4 * 4;
        ByteBuffer file = ByteBuffer.allocate(28 + 20 + 32 + padded).order(order);
        file.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0).putLong(-1)
                .putInt(28);
        file.putInt(1).putInt(20).putShort((short) 1).putShort((short) 0).putInt(0).putInt(20);
        file.putInt(6).putInt(32 + padded).putInt(0).putInt(0).putInt(0).putInt(length).putInt(length);
        file.position(file.position() + padded).putInt(32 + padded);
        return Files.write(folder.resolve("one.pcapng"), file.array());
    }

    @Test
    void aPcapIsPlayedAsItIs() {
        Path pcap = TRAFFIC.resolve("veth.pcap");
        try (PlayedCapture played = PlayedCapture.of(pcap)) {
            assertEquals(pcap, played.path());
        }
        assertTrue(Files.exists(pcap));
    }

    @Test
    void aPcapngIsWrittenAnewForAWhile() throws IOException {
        Path path;
        try (PlayedCapture played = PlayedCapture.of(PCAPNG)) {
            path = played.path();
            assertNotEquals(PCAPNG, path);
            assertEquals(Optional.empty(), CapturedFrames.difference(PCAPNG, 1, path));
            try (Capture from = Capture.open(PCAPNG); Capture to = Capture.open(path)) {
                assertTrue(from.next() && to.next());
                assertEquals(from.nanos(), to.nanos());
            }
        }
        assertTrue(Files.notExists(path) && Files.exists(PCAPNG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BIG_ENDIAN", "LITTLE_ENDIAN"})
    void eitherOrderOfBytesIsKnown(String order) throws IOException {
        Path one = pcapng(order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, 61);
        try (PlayedCapture played = PlayedCapture.of(one)) {
            assertEquals(1, CapturedFrames.count(played.path()));
        }
    }

    @Test
    void framesThatNoCardTakesAreNamed() throws IOException {
        int length = Cable.LONGEST + 1;
        Path one = pcapng(ByteOrder.LITTLE_ENDIAN, length);
        Failure failure = assertThrows(Failure.class, () -> PlayedCapture.of(one));
        assertTrue(failure.getMessage().startsWith(one + ": frame 1 has " + length + " bytes"), failure.getMessage());
    }

    @Test
    void itsFramesAreForwarded() {
        String out = folder.resolve("out.pcap").toString();
        String text = Cli.run("nic", "forward", "sim:e1000e", "sim:e1000e", "--from", PCAPNG.toString(), "--repeat",
                "3", "--to", out).ok().out();
        assertTrue(text.contains("every frame once, in order, byte for byte"), text);
        assertEquals(Optional.empty(), CapturedFrames.difference(PCAPNG, 3, Path.of(out)));
    }

    @Test
    void itsFramesAreReplayed() {
        String out = folder.resolve("out.pcap").toString();
        Cli.run("nic", "replay", PCAPNG.toString(), "sim:e1000e", "--to", out).ok();
        assertEquals(Optional.empty(), CapturedFrames.difference(PCAPNG, 1, Path.of(out)));
    }
}
