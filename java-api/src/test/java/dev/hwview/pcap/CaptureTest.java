// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.hwview.file.MappedFile;
import dev.hwview.packet.Frame;
import dev.hwview.view.MemoryView;
import dev.hwview.view.ReleasedViewException;
import dev.hwview.view.Slice;
import dev.hwview.view.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CaptureTest {
    static final List<String> NAMES = Captures.NAMES;
    static final List<ByteOrder> ORDERS = List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);

    private static final long HOLE = 3L << 30;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("NAMES")
    void aCopyWrittenHereHasTheSamePackets(String name) throws IOException {
        Path copy = folder.resolve("copy.pcap");
        Path original = Files.write(folder.resolve(name), Captures.bytes(name));
        try (Capture from = Capture.open(original); CaptureWriter to = new CaptureWriter(
                FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), LinkType.ETHERNET)) {
            while (from.next()) {
                to.write(from.packet(), from.nanos());
            }
            from.rewind();
            try (Capture written = Capture.open(copy)) {
                int packets = 0;
                while (from.next()) {
                    assertTrue(written.next());
                    assertEquals(from.nanos(), written.nanos());
                    assertEquals(from.linkType(), written.linkType());
                    assertTrue(from.packet().view().contentEquals(written.packet().view()));
                    packets++;
                }
                assertFalse(written.next());
                assertEquals(Captures.fields(name).size(), packets);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("ORDERS")
    void bothOrdersOfBytesAreRead(ByteOrder order) {
        ByteBuffer pcap = ByteBuffer.allocate(24 + 16 + 3).order(order);
        pcap.putInt(0xa1b2c3d4).putInt(0x00020004).putLong(0).putInt(65535).putInt(101);
        pcap.putInt(7).putInt(8).putInt(3).putInt(99).put(new byte[] {1, 2, 3});
        try (Capture capture = Capture.of(MemoryView.of(pcap.array()))) {
            assertTrue(capture.next());
            assertEquals(7_000_008_000L, capture.nanos());
            assertEquals(99, capture.originalLength());
            assertEquals(LinkType.RAW_IP, capture.linkType());
            assertEquals("010203", capture.packet().view().hex());
            assertFalse(capture.next());
            assertFalse(capture.next());
        }
    }

    /** All kinds of packet blocks, two interfaces of different resolution, a block from the future, two sections. */
    @ParameterizedTest
    @FieldSource("ORDERS")
    void blocksOfAllKindsAreRead(ByteOrder order) {
        ByteBuffer file = ByteBuffer.allocate(1000);
        section(file, order);
        block(file, 1, b -> b.putShort((short) 1).putShort((short) 0).putInt(5));
        block(file, 1, b -> b.putShort((short) 101).putShort((short) 0).putInt(0)
                .putShort((short) 9).putShort((short) 1).put((byte) 0x83).put(new byte[3]) // 2^-3 s
                .putShort((short) 14).putShort((short) 8).putLong(100).putInt(0));
        block(file, 6, b -> b.putInt(0).putInt(0).putInt(1_500_000).putInt(2).putInt(60).put(new byte[] {1, 2, 0, 0}));
        block(file, 0x0bad, b -> b.putInt(-1));
        block(file, 6, b -> b.putInt(1).putInt(0).putInt(12).putInt(1).putInt(1).put(new byte[] {3, 0, 0, 0}));
        block(file, 3, b -> b.putInt(9).put(new byte[] {4, 5, 6, 7, 8, 0, 0, 0}));
        block(file, 2, b -> b.putShort((short) 1).putShort((short) 0).putInt(0).putInt(1).putInt(1).putInt(1)
                .put(new byte[] {9, 0, 0, 0}));
        section(file, order == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        block(file, 1, b -> b.putShort((short) 1).putShort((short) 0).putInt(0));
        block(file, 6, b -> b.putInt(0).putInt(0).putInt(1).putInt(1).putInt(1).put(new byte[] {10, 0, 0, 0}));
        List<String> seen = new ArrayList<>();
        try (Capture capture = Capture.of(MemoryView.of(file.flip()))) {
            while (capture.next()) {
                seen.add(capture.packet().view().hex() + " " + capture.nanos() + " " + capture.originalLength() + " "
                        + capture.linkType());
            }
        }
        assertEquals(List.of("0102 1500000000 60 1", "03 101500000000 1 101", "0405060708 0 9 1",
                "09 100125000000 1 101", "0a 1000 1 1"), seen);
    }

    private static void section(ByteBuffer file, ByteOrder order) {
        file.order(order);
        block(file, 0x0A0D0D0A, b -> b.putInt(0x1A2B3C4D).putInt(0x00010000).putLong(-1));
    }

    private static void block(ByteBuffer file, int type, Consumer<ByteBuffer> body) {
        int begin = file.position();
        body.accept(file.putInt(type).putInt(0));
        int length = file.position() - begin + 4;
        file.putInt(length).putInt(begin + 4, length);
    }

    @Test
    void unitsOfTimeAreTakenForWhatTheyAre() {
        assertEquals(5_000_000_000L, PcapngRecords.nanos(5, (byte) 0));
        assertEquals(5_000, PcapngRecords.nanos(5, (byte) 6));
        assertEquals(5, PcapngRecords.nanos(5_432, (byte) 12));
        assertEquals(0, PcapngRecords.nanos(-1, (byte) 127));
        assertEquals(18, PcapngRecords.nanos(-1, (byte) 27)); // 2^64-1 units of 10^-18 ns
        assertEquals(3_000_000_000L, PcapngRecords.nanos(3, (byte) 0x80));
        assertEquals(1_750_000_000L, PcapngRecords.nanos(7, (byte) 0x82));
        assertEquals(1_500_000_000L, PcapngRecords.nanos(3L << 31, (byte) 0xa0));
        assertEquals(1_000_000_000L, PcapngRecords.nanos(Long.MIN_VALUE, (byte) 0xbf));
    }

    @Test
    void whatIsNoCaptureIsSaid() {
        assertThrows(NoSuchFileException.class, () -> Capture.open(folder.resolve("none")));
        for (byte[] bytes : new byte[][] {{}, {1, 2, 3}, new byte[100],
            {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1},
            {0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0}}) {
            assertThrows(CaptureException.class, () -> Capture.of(MemoryView.of(bytes)));
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void whereAFileIsCutOffIsSaidAgainAndAgain(String name) throws IOException {
        MemoryView bytes = MemoryView.of(Captures.bytes(name));
        try (Capture capture = Capture.of(bytes.slice(0, bytes.length() - 1))) {
            CaptureException said = assertThrows(CaptureException.class, () -> {
                while (capture.next()) {
                    assertTrue(capture.packet().length() > 0);
                }
            });
            assertEquals(said.getMessage(), assertThrows(CaptureException.class, capture::next).getMessage());
            assertTrue(said.getMessage().startsWith("at "), said.getMessage());
        }
    }

    @Test
    void aClosedCaptureIsOver() throws IOException {
        MemoryView bytes = MemoryView.of(Captures.bytes("veth.pcap"));
        Capture capture = Capture.of(bytes);
        capture.next();
        capture.close();
        capture.close();
        assertThrows(ReleasedViewException.class, () -> capture.packet().getByte(0));
        assertThrows(ReleasedViewException.class, capture::next);
        bytes.release();
    }

    /** 3 GiB of a block that nobody knows, with packets before and behind. */
    @Test
    void aFileLargerThanAnArrayIsGoneThrough() throws IOException {
        byte[] packets = Captures.bytes("veth.pcapng");
        Path path = folder.resolve("sparse.pcapng");
        try (MappedFile file = MappedFile.create(path, packets.length * 2L + HOLE)) {
            MemoryView view = file.view();
            view.set(Slice.to(packets.length), MemoryView.of(packets));
            MemoryView hole = view.slice(packets.length, packets.length + HOLE);
            hole.slice(0, 8).cast("I").set(0, 0x0bad);
            hole.slice(0, 8).cast("I").setInt(1, (int) HOLE);
            hole.slice(HOLE - 4, HOLE).cast("I").setInt(0, (int) HOLE);
            view.set(Slice.from(packets.length + HOLE), MemoryView.of(packets));
        }
        try (Capture capture = Capture.open(path)) {
            int count = 0;
            while (capture.next()) {
                count++;
            }
            assertEquals(2 * Captures.fields("veth.pcapng").size(), count);
        }
    }

    @Test
    void goingThroughAllocatesNothing() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        try (Capture capture = Capture.of(MemoryView.of(Captures.bytes("veth.pcapng")))) {
            Frame frame = new Frame();
            long sum = goThrough(capture, frame);
            for (int round = 0; round < 5; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 200; i++) {
                    sum -= goThrough(capture, frame);
                    sum += goThrough(capture, frame);
                }
                // The JVM itself allocates once, when it replaces the code by faster code.
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertTrue(sum > 0);
        }
        assertEquals(0, least);
    }

    @Test
    void writingAllocatesNothing() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        try (Arena arena = Arena.ofShared(); // as device memory is, which its channel has to keep open meanwhile
                Window all = Window.over(MemoryView.of(arena.allocate(8 * 2048)));
                Window packet = new Window();
                CaptureWriter writer = new CaptureWriter(FileChannel.open(folder.resolve("out.pcap"),
                        StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), LinkType.ETHERNET)) {
            for (int round = 0; round < 10; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 1000; i++) {
                    writer.write(packet.within(all, i % 8 * 2048, 60 + i), i);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
        }
        assertEquals(0, least);
    }

    private static long goThrough(Capture capture, Frame frame) {
        capture.rewind();
        long sum = 0;
        while (capture.next()) {
            frame.at(capture.packet());
            sum += capture.nanos() & 1;
            if (frame.hasIpv4()) {
                sum += frame.ipv4().totalLength() + (frame.ipv4().checksumIsRight() ? 1 : 0);
            }
            if (frame.hasTcp()) {
                sum += frame.tcp().destinationPort() + frame.tcp().maximumSegmentSize();
            }
        }
        return sum;
    }

    @Test
    void whatAReaderWouldNotTakeIsNotWritten() throws IOException {
        Path path = folder.resolve("large.pcap");
        try (CaptureWriter writer = new CaptureWriter(FileChannel.open(path, StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE), LinkType.ETHERNET)) {
            Window window = Window.over(MemoryView.of(new byte[300_000]));
            assertThrows(CaptureException.class, () -> writer.write(window, 0));
            assertEquals(24, Files.size(path));
            writer.write(window.at(0, 262_144), -1);
        }
        try (Capture capture = Capture.open(path)) {
            assertTrue(capture.next());
            assertEquals(262_144, capture.packet().length());
            assertArrayEquals(new byte[262_144], capture.packet().view().toBytes());
        }
    }
}
