// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.solutions;

import dev.hwview.file.MappedFile;
import dev.hwview.packet.Frame;
import dev.hwview.packet.Nat;
import dev.hwview.pcap.Capture;
import dev.hwview.view.Member;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Struct;
import dev.hwview.view.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Rank 5, professional: transform in place, slide windows, share a ring with a device. One solution of each task. */
public final class Rank5 extends dev.hwview.tutorial.tasks.Rank5 {
    private static final Struct COMPLETION = Struct.littleEndian().skip(14).bits("H", "phase:1 status:15").build();
    private static final Member PHASE = COMPLETION.member("phase");

    @Override
    public void translate(MemoryView frame, int address, int port) {
        try (Window window = Window.over(frame)) {
            Nat.source(new Frame().at(window), address, port);
        }
    }

    @Override
    public long bytesTo(MemoryView capture, int port) {
        long bytes = 0;
        Frame frame = new Frame();
        try (Capture packets = Capture.of(capture)) {
            while (packets.next()) {
                if (frame.at(packets.packet()).hasUdp() && frame.udp().destinationPort() == port) {
                    bytes += frame.udp().payloadLength();
                }
            }
        }
        return bytes;
    }

    @Override
    public void scramble(MemoryView data, long key) {
        long words = data.length() / Long.BYTES;
        MemoryView longs = data.slice(0, words * Long.BYTES).cast("q");
        for (long i = 0; i < words; i++) {
            longs.setLong(i, longs.getLong(i) ^ key);
        }
        for (long i = words * Long.BYTES; i < data.length(); i++) {
            data.setByte(i, (byte) (data.getByte(i) ^ key >>> Byte.SIZE * (i % Long.BYTES)));
        }
    }

    @Override
    public void mirror(MemoryView matrix) {
        long size = matrix.length();
        MemoryView flat = matrix.cast("B").cast("d");
        for (long row = 0; row < size; row++) {
            for (long column = 0; column < row; column++) {
                double kept = flat.getDouble(row * size + column);
                flat.setDouble(row * size + column, flat.getDouble(column * size + row));
                flat.setDouble(column * size + row, kept);
            }
        }
    }

    @Override
    public long deliver(MemoryView ring, long head, long tail, Consumer<Window> reader) {
        long at = head;
        try (Window window = Window.over(ring)) {
            long size = window.length();
            for (; at + 32 <= tail; at += 32) {
                reader.accept(window.at(at % size, 32));
            }
        }
        return at;
    }

    @Override
    public int reap(MemoryView ring, int next, int phase) {
        MemoryView completions = ring.as(COMPLETION);
        int count = 0;
        int expected = phase;
        int at = next;
        while (PHASE.getInt(completions, at) == expected) {
            count++;
            if (++at == completions.length()) {
                at = 0;
                expected ^= 1;
            }
        }
        return count;
    }

    @Override
    public int markEnd(Path file) throws IOException {
        try (MappedFile mapped = MappedFile.openWritable(file)) {
            MemoryView bytes = mapped.view();
            byte mark = (byte) (bytes.getByte(0) ^ bytes.getByte(-1));
            bytes.setByte(-1, mark);
            return Byte.toUnsignedInt(mark);
        }
    }
}
