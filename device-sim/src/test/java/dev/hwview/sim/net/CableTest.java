// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import static dev.hwview.sim.net.BareCard.frame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.pcap.Capture;
import dev.hwview.pcap.CaptureWriter;
import dev.hwview.pcap.LinkType;
import dev.hwview.sim.junit.Simulated;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CableTest {
    @TempDir
    Path folder;

    /** From arrays, views, memory of all kinds. */
    @Test
    void whatIsInjectedArrivesInOrder(@Simulated("e1000e") Device device) {
        BareCard card = new BareCard(device).listen();
        Cable cable = Cable.of(device);
        cable.inject(frame(0, 60));
        cable.inject(MemoryView.of(frame(1, 1514)));
        cable.inject(MemorySegment.ofArray(frame(2, 61)));
        try (Arena arena = Arena.ofConfined()) {
            cable.inject(arena.allocate(999).copyFrom(MemorySegment.ofArray(frame(3, 999))));
        }
        assertArrayEquals(frame(0, 60), card.receive());
        assertArrayEquals(frame(1, 1514), card.receive());
        assertArrayEquals(frame(2, 61), card.receive());
        assertArrayEquals(frame(3, 999), card.receive());
        assertEquals(Optional.empty(), card.poll());
        CableCounts counts = cable.counts();
        assertEquals(4, counts.arrived());
        assertEquals(4, counts.received());
        assertEquals(0, counts.notReceived());
    }

    @Test
    void whatTheCardSendsIsTaken(@Simulated("e1000e") Device device) {
        BareCard card = new BareCard(device);
        Cable cable = Cable.of(device);
        assertEquals(Optional.empty(), cable.take());
        card.send(frame(1, 1514));
        card.send(frame(2, 42));
        assertArrayEquals(frame(1, 1514), cable.take().orElseThrow());
        assertArrayEquals(Arrays.copyOf(frame(2, 42), 60), cable.take().orElseThrow(), "short ones are padded");
        assertEquals(Optional.empty(), cable.take());
        assertEquals(2, cable.counts().sent());
    }

    @Test
    void anEchoComesBack(@Simulated("e1000e") Device device) {
        BareCard card = new BareCard(device).listen();
        Cable.of(device).echo();
        card.send(frame(5, 100));
        assertArrayEquals(frame(5, 100), card.receive());
    }

    @Test
    void whatIsDiscardedIsCounted(@Simulated("e1000e") Device device) {
        BareCard card = new BareCard(device);
        Cable cable = Cable.of(device);
        cable.discard();
        card.send(frame(1, 100));
        assertEquals(Optional.empty(), cable.take());
        assertEquals(1, cable.counts().discarded());
        assertEquals(100, cable.counts().sentBytes());
        cable.clearCounts();
        assertEquals(0, cable.counts().sent());
    }

    /** Many times what the ring holds: none is lost. */
    @Test
    void aCaptureArrivesAsOftenAsIsWanted(@Simulated("e1000e") Device device) throws IOException {
        Path file = folder.resolve("in.pcap");
        int frames = 3 * BareCard.RING;
        try (CaptureWriter writer = new CaptureWriter(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE), LinkType.ETHERNET)) {
            for (int i = 0; i < frames; i++) {
                try (MemoryView view = MemoryView.of(frame(i, 60 + i)); Window window = Window.over(view)) {
                    writer.write(window, i);
                }
            }
        }
        BareCard card = new BareCard(device).listen();
        Cable cable = Cable.of(device);
        cable.pcapIn(file);
        for (int i = 0; i < frames; i++) {
            assertArrayEquals(frame(i, 60 + i), card.receive(), "frame " + i);
        }
        cable.pcapIn(file, Duration.ZERO, 2);
        for (int i = 0; i < 2 * frames; i++) {
            assertArrayEquals(frame(i % frames, 60 + i % frames), card.receive(), "frame " + i);
        }
        assertEquals(Optional.empty(), card.poll());
        assertEquals(0, cable.counts().sourceLeft());
        assertEquals(3 * frames, cable.counts().received());
    }

    @Test
    void whatTheCardSendsGoesToACaptureToo(@Simulated("e1000e") Device device) throws IOException {
        Path file = folder.resolve("out.pcap");
        BareCard card = new BareCard(device);
        Cable cable = Cable.of(device);
        cable.pcapOut(file);
        for (int i = 0; i < 10; i++) {
            card.send(frame(i, 100 + i));
        }
        cable.pcapOutEnd();
        try (Capture capture = Capture.open(file)) {
            for (int i = 0; i < 10; i++) {
                assertTrue(capture.next());
                assertArrayEquals(frame(i, 100 + i), capture.packet().view().toBytes());
            }
            assertFalse(capture.next());
        }
        assertArrayEquals(frame(0, 100), cable.take().orElseThrow(), "and where it goes without");
    }

    @Test
    void generatedFramesAreNumbered(@Simulated("e1000e") Device device) {
        BareCard card = new BareCard(device).listen();
        Cable.of(device).generate(100, 500, Duration.ZERO, 3);
        for (int i = 0; i < 500; i++) {
            ByteBuffer frame = ByteBuffer.wrap(card.receive());
            assertEquals(100, frame.capacity());
            assertEquals(i, frame.getLong(42), "number");
            assertEquals(0x0a010000 + i % 3, frame.getInt(26), "from 10.1.0.0 on");
        }
        assertEquals(Optional.empty(), card.poll());
    }

    @Test
    void framesGoOverSockets(@Simulated("e1000e") Device a, @Simulated("e1000e,mac=52:54:00:00:00:77") Device b) {
        BareCard one = new BareCard(a).listen();
        BareCard two = new BareCard(b).listen();
        Cable.of(a).socket(folder.resolve("a"), folder.resolve("b"));
        Cable.of(b).socket(folder.resolve("b"), folder.resolve("a"));
        one.send(frame(1, 1514));
        assertArrayEquals(frame(1, 1514), two.receive());
        two.send(frame(2, 60));
        assertArrayEquals(frame(2, 60), one.receive());
        Cable.of(a).leave();
        assertFalse(folder.resolve("a").toFile().exists(), "the socket is taken away");
    }

    @Test
    void withoutACableThereIsNoLink(@Simulated(value = "e1000e", nanosPerAccess = 0) Device device) {
        BareCard card = new BareCard(device).listen();
        Cable cable = Cable.of(device);
        assertTrue(card.isLinkUp());
        cable.link(false);
        assertFalse(card.isLinkUp());
        cable.inject(frame(1, 60));
        assertEquals(Optional.empty(), card.poll());
        assertEquals(1, cable.counts().deaf());
        cable.link(true);
        card.awaitLink();
        cable.inject(frame(2, 60));
        assertArrayEquals(frame(2, 60), card.receive());
    }
}
