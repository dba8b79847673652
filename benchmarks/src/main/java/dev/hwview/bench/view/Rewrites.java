// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static dev.hwview.bench.view.Traffic.FRAMES;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.hwview.packet.Checksum;
import dev.hwview.packet.Frame;
import dev.hwview.packet.Nat;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A router's work on each frame in place: a new source address and port, one hop less, all checksums updated (RFC
 * 1624). Address and port alternate, so that each turn changes every frame. By hand, a frame is taken to be TCP over
 * IPv4 without options, as all of these are; the hop that is taken is given back, or the frames would run out of them.
 */
@OperationsPerInvocation(FRAMES)
public class Rewrites extends Traffic {
    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int IP = 14;
    private static final int TCP = 34;
    private static final int HOPS = 64;

    private final Frame frame = new Frame();
    private int turn;

    /** A frame over a window, and {@link Nat}. */
    @Benchmark
    public int ours() {
        int port = port();
        for (int i = 0; i < FRAMES; i++) {
            frame.at(window.at(begin[i], length(i)));
            if (frame.hasIpv4() && frame.hasTcp()) {
                Nat.source(frame, 0x0a00_0000 + port, port);
                if (frame.ipv4().timeToLive() < HOPS / 2) {
                    frame.ipv4().timeToLive(HOPS).fillChecksum();
                }
                Nat.hop(frame.ipv4());
            }
        }
        return last();
    }

    /** By hand. */
    @Benchmark
    public int segment() {
        int port = port();
        for (int i = 0; i < FRAMES; i++) {
            segment(begin[i], length(i), 0x0a00_0000 + port, port);
        }
        return last();
    }

    private void segment(long at, int size, int address, int port) {
        if (size < 54 || segment.get(SHORT, at + 12) != 0x0800 || segment.get(JAVA_BYTE, at + IP) != 0x45
                || segment.get(JAVA_BYTE, at + IP + 9) != 6) {
            return;
        }
        int oldAddress = segment.get(INT, at + IP + 12);
        int oldPort = Short.toUnsignedInt(segment.get(SHORT, at + TCP));
        int ipSum = Checksum.update32(Short.toUnsignedInt(segment.get(SHORT, at + IP + 10)), oldAddress, address);
        int tcpSum = Checksum.update32(Short.toUnsignedInt(segment.get(SHORT, at + TCP + 16)), oldAddress, address);
        segment.set(INT, at + IP + 12, address);
        segment.set(SHORT, at + TCP, (short) port);
        segment.set(SHORT, at + TCP + 16, (short) Checksum.update(tcpSum, oldPort, port));
        int hops = Byte.toUnsignedInt(segment.get(JAVA_BYTE, at + IP + 8));
        int left = hops < HOPS / 2 ? HOPS - 1 : hops - 1;
        segment.set(JAVA_BYTE, at + IP + 8, (byte) left);
        segment.set(SHORT, at + IP + 10, (short) Checksum.update(ipSum, hops << 8 | 6, left << 8 | 6));
    }

    /** By hand. */
    @Benchmark
    public int buffer() {
        int port = port();
        for (int i = 0; i < FRAMES; i++) {
            buffer(begin[i], length(i), 0x0a00_0000 + port, port);
        }
        return last();
    }

    private void buffer(int at, int size, int address, int port) {
        if (size < 54 || buffer.getShort(at + 12) != 0x0800 || buffer.get(at + IP) != 0x45
                || buffer.get(at + IP + 9) != 6) {
            return;
        }
        int oldAddress = buffer.getInt(at + IP + 12);
        int oldPort = Short.toUnsignedInt(buffer.getShort(at + TCP));
        int ipSum = Checksum.update32(Short.toUnsignedInt(buffer.getShort(at + IP + 10)), oldAddress, address);
        int tcpSum = Checksum.update32(Short.toUnsignedInt(buffer.getShort(at + TCP + 16)), oldAddress, address);
        buffer.putInt(at + IP + 12, address);
        buffer.putShort(at + TCP, (short) port);
        buffer.putShort(at + TCP + 16, (short) Checksum.update(tcpSum, oldPort, port));
        int hops = Byte.toUnsignedInt(buffer.get(at + IP + 8));
        int left = hops < HOPS / 2 ? HOPS - 1 : hops - 1;
        buffer.put(at + IP + 8, (byte) left);
        buffer.putShort(at + IP + 10, (short) Checksum.update(ipSum, hops << 8 | 6, left << 8 | 6));
    }

    /** By hand. */
    @Benchmark
    public int agrona() {
        int port = port();
        for (int i = 0; i < FRAMES; i++) {
            agrona(begin[i], length(i), 0x0a00_0000 + port, port);
        }
        return last();
    }

    private void agrona(int at, int size, int address, int port) {
        ByteOrder big = ByteOrder.BIG_ENDIAN;
        if (size < 54 || agrona.getShort(at + 12, big) != 0x0800 || agrona.getByte(at + IP) != 0x45
                || agrona.getByte(at + IP + 9) != 6) {
            return;
        }
        int oldAddress = agrona.getInt(at + IP + 12, big);
        int oldPort = Short.toUnsignedInt(agrona.getShort(at + TCP, big));
        int ipSum = Checksum.update32(Short.toUnsignedInt(agrona.getShort(at + IP + 10, big)), oldAddress, address);
        int tcpSum = Checksum.update32(Short.toUnsignedInt(agrona.getShort(at + TCP + 16, big)), oldAddress, address);
        agrona.putInt(at + IP + 12, address, big);
        agrona.putShort(at + TCP, (short) port, big);
        agrona.putShort(at + TCP + 16, (short) Checksum.update(tcpSum, oldPort, port), big);
        int hops = Byte.toUnsignedInt(agrona.getByte(at + IP + 8));
        int left = hops < HOPS / 2 ? HOPS - 1 : hops - 1;
        agrona.putByte(at + IP + 8, (byte) left);
        agrona.putShort(at + IP + 10, (short) Checksum.update(ipSum, hops << 8 | 6, left << 8 | 6), big);
    }

    /** By hand. */
    @Benchmark
    public int c() {
        int port = port();
        Twins.rewrite(segment, begins, FRAMES, port);
        return last();
    }

    private int port() {
        return 1024 + (++turn & 0xff);
    }

    /** The checksums of the last frame, which tell whether all of it is right. */
    private int last() {
        long at = begin[FRAMES - 1];
        return Short.toUnsignedInt(segment.get(SHORT, at + IP + 10)) << Short.SIZE
                | Short.toUnsignedInt(segment.get(SHORT, at + TCP + 16));
    }
}
