// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.cli.text.Failure;
import dev.hwview.pcap.CaptureWriter;
import dev.hwview.pcap.LinkType;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturedFramesTest {
    @TempDir
    Path folder;

    private Path capture(String name, byte[]... frames) throws IOException {
        return write(name, LinkType.ETHERNET, frames);
    }

    private Path write(String name, int linkType, byte[]... frames) throws IOException {
        Path path = folder.resolve(name);
        try (CaptureWriter writer = new CaptureWriter(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE), linkType)) {
            for (byte[] frame : frames) {
                try (MemoryView view = MemoryView.of(frame); Window window = Window.over(view)) {
                    writer.write(window, 0);
                }
            }
        }
        return path;
    }

    private static byte[] frame(int length, int fill) {
        byte[] frame = new byte[length];
        Arrays.fill(frame, (byte) fill);
        return frame;
    }

    @Test
    void theSameFramesHaveTheSameNumber() throws IOException {
        Path one = capture("one", frame(60, 1), frame(1514, 2));
        Path two = capture("two", frame(60, 1), frame(1514, 2));
        CapturedFrames frames = CapturedFrames.of(one, 1);
        assertEquals(frames, CapturedFrames.of(two, 1));
        assertEquals(2, frames.frames());
        assertEquals(1574, frames.bytes());
        assertEquals(Optional.empty(), CapturedFrames.difference(one, 1, two));
    }

    @Test
    void severalRoundsAreTheSameSeveralTimes() throws IOException {
        Path one = capture("one", frame(60, 1), frame(61, 2));
        Path three = capture("three", frame(60, 1), frame(61, 2), frame(60, 1), frame(61, 2), frame(60, 1),
                frame(61, 2));
        assertEquals(CapturedFrames.of(three, 1), CapturedFrames.of(one, 3));
        assertEquals(Optional.empty(), CapturedFrames.difference(one, 3, three));
        assertTrue(CapturedFrames.difference(one, 2, three).orElseThrow().contains("more came than the 4 frames"));
        assertTrue(CapturedFrames.difference(one, 4, three).orElseThrow()
                .contains("frame 7 and what follows did not come"));
    }

    @Test
    void shortFramesCountAsTheWirePadsThem() throws IOException {
        Path sent = capture("sent", frame(42, 1));
        Path came = capture("came", Arrays.copyOf(frame(42, 1), 60));
        assertEquals(CapturedFrames.of(came, 1), CapturedFrames.of(sent, 1));
        assertEquals(Optional.empty(), CapturedFrames.difference(sent, 1, came));
        byte[] wrong = Arrays.copyOf(frame(42, 1), 60);
        wrong[59] = 1;
        Path garbled = capture("garbled", wrong);
        assertNotEquals(CapturedFrames.of(came, 1), CapturedFrames.of(garbled, 1));
        assertTrue(CapturedFrames.difference(sent, 1, garbled).isPresent());
    }

    /** Lost, changed, longer, shorter, twice, overtaken; the boundaries of frames moved. */
    @Test
    void otherFramesDiffer() throws IOException {
        byte[] a = frame(100, 1);
        byte[] b = frame(100, 2);
        byte[] changed = a.clone();
        changed[99]++;
        Path sent = capture("sent", a, b);
        byte[][][] others = {{a}, {b}, {changed, b}, {frame(101, 1), b}, {frame(99, 1), b}, {a, a, b}, {b, a},
            {a, b, b}, {frame(99, 1), frame(101, 1)}};
        for (int i = 0; i < others.length; i++) {
            Path came = capture("came" + i, others[i]);
            assertTrue(CapturedFrames.difference(sent, 1, came).isPresent(), "case " + i);
            assertNotEquals(CapturedFrames.of(sent, 1).sha256(), CapturedFrames.of(came, 1).sha256(), "case " + i);
        }
    }

    @Test
    void whatIsNoCaptureOfEthernetIsOneLine() throws IOException {
        Path noise = Files.write(folder.resolve("noise"), frame(100, 7));
        assertTrue(assertThrows(Failure.class, () -> CapturedFrames.count(noise)).getMessage().contains("noise"));
        Path empty = capture("empty");
        assertTrue(assertThrows(Failure.class, () -> CapturedFrames.count(empty)).getMessage()
                .contains("no frame in it"));
        Path raw = write("raw", LinkType.RAW_IP, frame(60, 0x45));
        assertTrue(assertThrows(Failure.class, () -> CapturedFrames.count(raw)).getMessage().contains("no Ethernet"));
        Path missing = folder.resolve("missing");
        assertTrue(assertThrows(Failure.class, () -> CapturedFrames.count(missing)).getMessage()
                .contains("no such file"));
        Path cut = Files.write(folder.resolve("cut"),
                Arrays.copyOf(Files.readAllBytes(capture("whole", frame(60, 1))), 60));
        assertTrue(CapturedFrames.difference(capture("sent", frame(60, 1)), 1, cut).orElseThrow().contains("broken"));
    }
}
