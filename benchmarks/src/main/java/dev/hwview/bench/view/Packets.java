// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.view;

import static dev.hwview.bench.view.Traffic.FRAMES;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.hwview.packet.EtherType;
import dev.hwview.packet.Frame;
import dev.hwview.packet.IpProtocol;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Parses frames: Ethernet, IPv4, TCP. Of those that are such, addresses, ports and the payload's length are added up.
 * By hand, a frame is held against the same bounds, but for VLANs and other protocols, which only ours looks for.
 */
@OperationsPerInvocation(FRAMES)
public class Packets extends Traffic {
    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Frame frame = new Frame();

    /** A frame over a window. */
    @Benchmark
    public int ours() {
        int sum = 0;
        for (int i = 0; i < FRAMES; i++) {
            frame.at(window.at(begin[i], length(i)));
            if (frame.hasIpv4() && frame.hasTcp()) {
                sum += frame.ipv4().source() + frame.ipv4().destination() + frame.tcp().sourcePort()
                        + frame.tcp().destinationPort() + (int) frame.tcp().payloadLength();
            }
        }
        return sum;
    }

    /** By hand. */
    @Benchmark
    public int segment() {
        int sum = 0;
        for (int i = 0; i < FRAMES; i++) {
            sum += segment(begin[i], length(i));
        }
        return sum;
    }

    private int segment(long at, int size) {
        long ip = at + 14;
        if (size < 34 || Short.toUnsignedInt(segment.get(SHORT, at + 12)) != EtherType.IPV4) {
            return 0;
        }
        int first = segment.get(JAVA_BYTE, ip);
        int header = (first & 0xf) * 4;
        int total = Short.toUnsignedInt(segment.get(SHORT, ip + 2));
        if (first >> 4 != 4 || header < 20 || total < header || header > size - 14
                || segment.get(JAVA_BYTE, ip + 9) != IpProtocol.TCP || (segment.get(SHORT, ip + 6) & 0x1fff) != 0) {
            return 0;
        }
        long tcp = ip + header;
        long left = Math.min(ip + total, at + size) - tcp;
        if (left < 20) {
            return 0;
        }
        int tcpHeader = (segment.get(JAVA_BYTE, tcp + 12) >> 4 & 0xf) * 4;
        return tcpHeader < 20 || tcpHeader > left ? 0 : segment.get(INT, ip + 12) + segment.get(INT, ip + 16)
                + Short.toUnsignedInt(segment.get(SHORT, tcp)) + Short.toUnsignedInt(segment.get(SHORT, tcp + 2))
                + (int) (left - tcpHeader);
    }

    /** By hand. */
    @Benchmark
    public int buffer() {
        int sum = 0;
        for (int i = 0; i < FRAMES; i++) {
            sum += buffer(begin[i], length(i));
        }
        return sum;
    }

    private int buffer(int at, int size) {
        int ip = at + 14;
        if (size < 34 || Short.toUnsignedInt(buffer.getShort(at + 12)) != EtherType.IPV4) {
            return 0;
        }
        int first = buffer.get(ip);
        int header = (first & 0xf) * 4;
        int total = Short.toUnsignedInt(buffer.getShort(ip + 2));
        if (first >> 4 != 4 || header < 20 || total < header || header > size - 14
                || buffer.get(ip + 9) != IpProtocol.TCP || (buffer.getShort(ip + 6) & 0x1fff) != 0) {
            return 0;
        }
        int tcp = ip + header;
        int left = Math.min(ip + total, at + size) - tcp;
        if (left < 20) {
            return 0;
        }
        int tcpHeader = (buffer.get(tcp + 12) >> 4 & 0xf) * 4;
        return tcpHeader < 20 || tcpHeader > left ? 0 : buffer.getInt(ip + 12) + buffer.getInt(ip + 16)
                + Short.toUnsignedInt(buffer.getShort(tcp)) + Short.toUnsignedInt(buffer.getShort(tcp + 2))
                + left - tcpHeader;
    }

    /** By hand. */
    @Benchmark
    public int agrona() {
        int sum = 0;
        for (int i = 0; i < FRAMES; i++) {
            sum += agrona(begin[i], length(i));
        }
        return sum;
    }

    private int agrona(int at, int size) {
        int ip = at + 14;
        if (size < 34 || unsigned(at + 12) != EtherType.IPV4) {
            return 0;
        }
        int first = agrona.getByte(ip);
        int header = (first & 0xf) * 4;
        int total = unsigned(ip + 2);
        if (first >> 4 != 4 || header < 20 || total < header || header > size - 14
                || agrona.getByte(ip + 9) != IpProtocol.TCP || (unsigned(ip + 6) & 0x1fff) != 0) {
            return 0;
        }
        int tcp = ip + header;
        int left = Math.min(ip + total, at + size) - tcp;
        if (left < 20) {
            return 0;
        }
        int tcpHeader = (agrona.getByte(tcp + 12) >> 4 & 0xf) * 4;
        return tcpHeader < 20 || tcpHeader > left ? 0 : agrona.getInt(ip + 12, ByteOrder.BIG_ENDIAN)
                + agrona.getInt(ip + 16, ByteOrder.BIG_ENDIAN) + unsigned(tcp) + unsigned(tcp + 2) + left - tcpHeader;
    }

    private int unsigned(int at) {
        return Short.toUnsignedInt(agrona.getShort(at, ByteOrder.BIG_ENDIAN));
    }

    /** By hand. */
    @Benchmark
    public int c() {
        return Twins.packets(segment, begins, FRAMES);
    }
}
