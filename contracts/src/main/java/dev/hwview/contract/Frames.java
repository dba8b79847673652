// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import dev.hwview.dma.PacketBuffer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Frames to compare with what becomes of them. */
final class Frames {
    static final long PEER = 0x02_00_00_00_00_99L;
    static final int UDP_HEADER = 34;
    static final int UDP_CHECKSUM = 40;
    private static final int IP_HEADER = 14;
    private static final int IP_CHECKSUM = 24;
    private static final int ADDRESSES = 26;
    private static final int UDP = 17;

    private Frames() {}

    /** One of a type that nobody knows, whose bytes can be told from another's. */
    static byte[] frame(long to, int length, int number) {
        ByteBuffer frame = ByteBuffer.allocate(length);
        frame.putLong(to << 16 | PEER >>> 32).putInt((int) PEER).putShort((short) 0x88b5).putInt(number);
        while (frame.hasRemaining()) {
            frame.put((byte) (number * 31 + frame.position() * 7));
        }
        return frame.array();
    }

    /** UDP over IPv4, its own checksum 0: none. */
    static byte[] udp(long to, int flow, int number, int length) {
        ByteBuffer frame = ByteBuffer.allocate(length);
        frame.putLong(to << 16 | PEER >>> 32).putInt((int) PEER).putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (length - IP_HEADER)).putInt(number << 16).put((byte) 64)
                .put((byte) UDP).putShort((short) 0).putInt(0x0a00_0001 + flow * 0x10203).putInt(0x0a00_ff00 + flow);
        frame.putShort((short) (1000 + flow)).putShort((short) 2000)
                .putShort((short) (length - UDP_HEADER)).putShort((short) 0);
        while (frame.hasRemaining()) {
            frame.put((byte) (number + frame.position() * 5));
        }
        return put(frame.array(), IP_CHECKSUM, ~sum(frame.array(), IP_HEADER, UDP_HEADER, 0));
    }

    /** The same, with source and destination in each other's place; the sums stay. */
    static byte[] turned(byte[] frame) {
        byte[] turned = frame.clone();
        System.arraycopy(frame, ADDRESSES, turned, ADDRESSES + 4, 4);
        System.arraycopy(frame, ADDRESSES + 4, turned, ADDRESSES, 4);
        System.arraycopy(frame, UDP_HEADER, turned, UDP_HEADER + 2, 2);
        System.arraycopy(frame, UDP_HEADER + 2, turned, UDP_HEADER, 2);
        return turned;
    }

    /** With the sum of the pseudo header where the checksum is to be. */
    static byte[] withPseudoSum(byte[] frame) {
        return put(frame.clone(), UDP_CHECKSUM, pseudoSum(frame));
    }

    static byte[] udpWithChecksum(byte[] frame) {
        return put(frame.clone(), UDP_CHECKSUM, ~sum(frame, UDP_HEADER, frame.length, pseudoSum(frame)));
    }

    private static int pseudoSum(byte[] frame) {
        return sum(frame, ADDRESSES, UDP_HEADER, UDP + frame.length - UDP_HEADER);
    }

    /** With a VLAN tag behind the addresses. */
    static byte[] tagged(byte[] frame, int tag) {
        byte[] tagged = Arrays.copyOf(frame, frame.length + 4);
        System.arraycopy(frame, 12, tagged, 16, frame.length - 12);
        put(tagged, 12, 0x8100);
        return put(tagged, 14, tag);
    }

    static byte[] bytes(PacketBuffer packet) {
        byte[] bytes = new byte[packet.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = packet.window().getByte(i);
        }
        return bytes;
    }

    private static byte[] put(byte[] frame, int at, int value) {
        frame[at] = (byte) (value >>> 8);
        frame[at + 1] = (byte) value;
        return frame;
    }

    /** RFC 1071's sum of 16-bit words. */
    private static int sum(byte[] bytes, int from, int to, int begin) {
        int sum = begin;
        for (int i = from; i < to; i++) {
            sum += (bytes[i] & 0xff) << ((i - from) % 2 == 0 ? 8 : 0);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }
}
