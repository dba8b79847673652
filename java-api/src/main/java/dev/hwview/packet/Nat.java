// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

/**
 * Network address translation in place: addresses and ports of IPv4, with TCP or UDP, changed so that right checksums
 * stay right and wrong ones wrong (RFC 3022, 4.2). Only the changed words are looked at, never the payload.
 */
public final class Nat {
    private Nat() {}

    /**
     * Rewrites whom a packet comes from.
     *
     * @param frame a packet of TCP or UDP over IPv4
     * @param address its new source
     * @param port its new source port
     * @throws PacketException if it is another packet, or the port is none; then nothing is written
     */
    public static void source(Frame frame, int address, int port) {
        Ipv4 ip = require(frame, port);
        int oldPort = frame.hasTcp() ? frame.tcp().sourcePort() : frame.udp().sourcePort();
        rewrite(frame, ip.source(), address, oldPort, port);
        ip.source(address);
        if (frame.hasTcp()) {
            frame.tcp().sourcePort(port);
        } else {
            frame.udp().sourcePort(port);
        }
    }

    /**
     * Rewrites whom a packet goes to.
     *
     * @param frame a packet of TCP or UDP over IPv4
     * @param address its new destination
     * @param port its new destination port
     * @throws PacketException if it is another packet, or the port is none; then nothing is written
     */
    public static void destination(Frame frame, int address, int port) {
        Ipv4 ip = require(frame, port);
        int oldPort = frame.hasTcp() ? frame.tcp().destinationPort() : frame.udp().destinationPort();
        rewrite(frame, ip.destination(), address, oldPort, port);
        ip.destination(address);
        if (frame.hasTcp()) {
            frame.tcp().destinationPort(port);
        } else {
            frame.udp().destinationPort(port);
        }
    }

    /**
     * Counts a hop: one less to live.
     *
     * @param ip the packet's header
     * @return whether it may go on; if not, nothing was written
     */
    public static boolean hop(Ipv4 ip) {
        int before = ip.timeToLive();
        if (before <= 1) {
            return false;
        }
        int protocol = ip.protocol();
        ip.timeToLive(before - 1);
        ip.checksum(Checksum.update(ip.checksum(), before << Byte.SIZE | protocol, before - 1 << Byte.SIZE | protocol));
        return true;
    }

    private static Ipv4 require(Frame frame, int port) {
        Header.within(port, Short.SIZE);
        if (!frame.hasIpv4() || !frame.hasTcp() && !frame.hasUdp()) {
            throw new PacketException("the packet is no TCP or UDP over IPv4: " + frame.stop());
        }
        return frame.ipv4();
    }

    private static void rewrite(Frame frame, int oldAddress, int address, int oldPort, int port) {
        Ipv4 ip = frame.ipv4();
        ip.checksum(Checksum.update32(ip.checksum(), oldAddress, address));
        int sum = frame.hasTcp() ? frame.tcp().checksum() : frame.udp().checksum();
        if (frame.hasUdp() && sum == 0) {
            return; // there is none
        }
        int updated = Checksum.update(Checksum.update32(sum, oldAddress, address), oldPort, port);
        if (frame.hasTcp()) {
            frame.tcp().checksum(updated);
        } else {
            frame.udp().checksum(updated == 0 ? 0xffff : updated);
        }
    }
}
