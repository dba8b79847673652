// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.hwview.packet.Frame;
import dev.hwview.packet.Nat;
import dev.hwview.packet.PacketException;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real captures, garbled: each gives packets or a typed exception, in bounded time and memory. */
class FuzzTest {
    private static final int FILES = 200_000;
    private static final int PACKETS = 300_000;
    /** Enough for all classes to be loaded once; far from what a garbled length could ask for. */
    private static final long BYTES_PER_FILE = 4 << 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void garbledFilesAreReadOrRefused() throws IOException {
        byte[][] originals = new byte[Captures.NAMES.size()][];
        for (int i = 0; i < originals.length; i++) {
            originals[i] = Captures.bytes(Captures.NAMES.get(i));

        }
        int read = 0;
        int refused = 0;
        for (int seed = 0; seed < FILES; seed++) {
            Random random = new Random(seed);
            byte[] whole = originals[seed % originals.length];
            // The begin of the file, where all kinds of headers are.
            byte[] bytes = Arrays.copyOf(whole, Math.min(whole.length, 200 + random.nextInt(3000)));
            for (int changes = random.nextInt(6); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(3) == 0 ? -1 : random.nextInt());
            }
            MemoryView view = MemoryView.of(bytes);
            long before = threads.getCurrentThreadAllocatedBytes();
            try (Capture capture = Capture.of(view)) {
                int packets = 0;
                while (capture.next()) {
                    assertTrue(++packets <= bytes.length / 12, "seed " + seed);
                }
                read++;
            } catch (CaptureException e) {
                refused++;
            } catch (RuntimeException e) {
                fail("seed " + seed, e);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < BYTES_PER_FILE, "seed " + seed + " took " + allocated + " bytes");
            view.release();
        }
        assertTrue(read > FILES / 100 && refused > FILES / 100, read + " read, " + refused + " refused");
    }

    @Test
    void garbledPacketsAreFoundAsFarAsTheyGo() throws IOException {
        byte[] bytes = new byte[600];
        Window window = Window.over(MemoryView.of(bytes));
        Frame frame = new Frame();
        int[] stops = new int[Frame.Stop.values().length];
        int translated = 0;
        MemoryView file = MemoryView.of(Captures.bytes("veth.pcap"));
        try (Capture capture = Capture.of(file)) {
            for (int seed = 0; seed < PACKETS; seed++) {
                if (!capture.next()) {
                    capture.rewind();
                    capture.next();
                }
                Random random = new Random(seed);
                int length = (int) Math.min(capture.packet().length(), bytes.length);
                capture.packet().view().slice(0, length).asSegment().asByteBuffer().get(bytes, 0, length);
                for (int changes = random.nextInt(5); changes > 0; changes--) {
                    bytes[random.nextInt(Math.min(length, 90))] = (byte) random.nextInt();
                }
                window.at(0, random.nextBoolean() ? length : random.nextInt(length + 1));
                try {
                    stops[(random.nextInt(10) == 0 ? frame.atIp(window) : frame.at(window)).stop().ordinal()]++;
                    readAll(frame);
                    Nat.source(frame, random.nextInt(), random.nextInt(1 << 16));
                    translated++;
                    frame.fillChecksums();
                    assertTrue(frame.transportChecksumIsRight(), "seed " + seed);
                } catch (PacketException e) {
                    // a header that is not there
                } catch (RuntimeException e) {
                    fail("seed " + seed, e);
                }
            }
        }
        assertTrue(Arrays.stream(stops).allMatch(count -> count > 100), Arrays.toString(stops));
        assertTrue(translated > 1000, translated + " translated");
    }

    private static void readAll(Frame frame) {
        Window payload = new Window();
        if (frame.hasIpv4()) {
            frame.ipv4().checksumIsRight();
            frame.ipv4().payload(payload);
        }
        if (frame.hasIpv6()) {
            frame.ipv6().payload(payload);
        }
        if (frame.hasTcp()) {
            for (int kind = 0; kind < 10; kind++) {
                frame.tcp().option(kind);
            }
            frame.tcp().maximumSegmentSize();
            frame.tcp().windowScale();
            frame.tcp().payload(payload);
        }
        if (frame.hasUdp()) {
            frame.udp().payload(payload);
        }
        if (frame.hasIcmp() || frame.hasIcmpv6()) {
            frame.icmp().checksumIsRight();
            frame.icmp().payload(payload);
        }
    }
}
