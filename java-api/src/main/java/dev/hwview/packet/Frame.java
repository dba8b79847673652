// SPDX-License-Identifier: Apache-2.0
package dev.hwview.packet;

import dev.hwview.view.Window;

/**
 * The headers of an Ethernet frame, found in place. One object is moved from frame to frame, and its headers with it;
 * nothing is copied or allocated. Whatever lies there, finding does not throw: {@link #stop()} says how far it got.
 *
 * {@snippet :
 * Frame frame = new Frame();
 * while (capture.next()) {
 *     if (frame.at(capture.packet()).hasTcp() && frame.tcp().destinationPort() == 80) {
 *         System.out.println(IpAddress.text(frame.ipv4().source()) + " " + frame.tcp().payloadLength());
 *     }
 * }
 * }
 *
 * <p>For one thread at a time.
 */
public final class Frame {
    /** How many VLAN tags are looked at. */
    public static final int MAX_VLANS = 2;

    private static final int ETHERNET = 1;
    private static final int ARP = 1 << 1;
    private static final int IPV4 = 1 << 2;
    private static final int IPV6 = 1 << 3;
    private static final int TCP = 1 << 4;
    private static final int UDP = 1 << 5;
    private static final int ICMP = 1 << 6;
    private static final int ICMPV6 = 1 << 7;

    private final Ethernet ethernet = new Ethernet();
    private final Vlan[] vlans = {new Vlan(), new Vlan()};
    private final Arp arp = new Arp();
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();
    private final Tcp tcp = new Tcp();
    private final Udp udp = new Udp();
    private final Icmp icmp = new Icmp();
    private int found;
    private int vlanCount;
    private Stop stop = Stop.TRUNCATED;

    /** One over nothing yet. */
    public Frame() {}

    /** Why no more headers were found. */
    public enum Stop {
        /** All is known: the last header found is one that only carries data. */
        DATA,
        /** What follows is none of those that are known here. */
        UNKNOWN,
        /** It is a part of a packet, and the header that would follow is in another part. */
        FRAGMENT,
        /** The next header, or what it carries by its own account, goes beyond the end. */
        TRUNCATED,
        /** A header contradicts itself. */
        MALFORMED
    }

    /**
     * Finds the headers of an Ethernet frame.
     *
     * @param window over the frame, from its destination address on, without its check sequence
     * @return this; its headers read where the window stands until it is moved
     */
    public Frame at(Window window) {
        found = 0;
        vlanCount = 0;
        long end = window.length();
        if (end < Ethernet.SIZE) {
            stop = Stop.TRUNCATED;
            return this;
        }
        ethernet.put(window, 0, end);
        found = ETHERNET;
        int type = ethernet.type();
        long at = Ethernet.SIZE;
        while ((type == EtherType.VLAN || type == EtherType.SERVICE_VLAN) && vlanCount < MAX_VLANS) {
            if (end - at < Vlan.SIZE) {
                stop = Stop.TRUNCATED;
                return this;
            }
            Vlan vlan = vlans[vlanCount++];
            vlan.put(window, at, end);
            type = vlan.type();
            at += Vlan.SIZE;
        }
        stop = network(window, type, at, end);
        return this;
    }

    /**
     * Finds the headers of an IP packet that has no link layer's before it.
     *
     * @param window over the packet
     * @return this; its headers read where the window stands until it is moved
     */
    public Frame atIp(Window window) {
        found = 0;
        vlanCount = 0;
        int version = window.length() == 0 ? 0 : window.getByte(0) >>> 4 & 0xf;
        int type = version == 4 ? EtherType.IPV4 : version == 6 ? EtherType.IPV6 : 0;
        stop = window.length() == 0 ? Stop.TRUNCATED : network(window, type, 0, window.length());
        return this;
    }

    private Stop network(Window window, int type, long at, long end) {
        return switch (type) {
            case EtherType.IPV4 -> ipv4(window, at, end);
            case EtherType.IPV6 -> ipv6(window, at, end);
            case EtherType.ARP -> {
                if (end - at < Arp.SIZE) {
                    yield Stop.TRUNCATED;
                }
                arp.put(window, at, end);
                if (!arp.isIpv4OverEthernet()) {
                    yield Stop.UNKNOWN;
                }
                found |= ARP;
                yield Stop.DATA;
            }
            default -> Stop.UNKNOWN;
        };
    }

    private Stop ipv4(Window window, long at, long end) {
        if (end - at < Ipv4.SIZE) {
            return Stop.TRUNCATED;
        }
        ipv4.put(window, at, end);
        int size = ipv4.size();
        int total = ipv4.totalLength();
        if (ipv4.version() != 4 || size < Ipv4.SIZE || total < size) {
            return Stop.MALFORMED;
        }
        if (size > end - at) {
            return Stop.TRUNCATED;
        }
        found |= IPV4;
        long until = Math.min(end, at + total);
        ipv4.put(window, at, until);
        if (ipv4.fragmentOffset() != 0) {
            return Stop.FRAGMENT;
        }
        Stop of = transport(window, ipv4.protocol(), at + size, until, IpProtocol.ICMP);
        return of == Stop.DATA && at + total > end ? Stop.TRUNCATED : of;
    }

    private Stop ipv6(Window window, long at, long end) {
        if (end - at < Ipv6.SIZE) {
            return Stop.TRUNCATED;
        }
        ipv6.put(window, at, end);
        if (ipv6.version() != 6) {
            return Stop.MALFORMED;
        }
        long whole = at + Ipv6.SIZE + ipv6.payloadLengthField();
        long until = Math.min(end, whole);
        ipv6.put(window, at, until);
        boolean extensionsAreWhole = ipv6.dissect();
        found |= IPV6;
        if (!extensionsAreWhole) {
            return whole > end ? Stop.TRUNCATED : Stop.MALFORMED;
        }
        if (!ipv6.isFirst()) {
            return Stop.FRAGMENT;
        }
        Stop of = transport(window, ipv6.protocol(), ipv6.payloadOffset(), until, IpProtocol.ICMPV6);
        return of == Stop.DATA && whole > end ? Stop.TRUNCATED : of;
    }

    private Stop transport(Window window, int protocol, long at, long end, int itsIcmp) {
        if (protocol == IpProtocol.TCP) {
            if (end - at < Tcp.SIZE) {
                return Stop.TRUNCATED;
            }
            tcp.put(window, at, end);
            if (tcp.size() < Tcp.SIZE) {
                return Stop.MALFORMED;
            }
            if (tcp.size() > end - at) {
                return Stop.TRUNCATED;
            }
            found |= TCP;
            return Stop.DATA;
        }
        if (protocol == IpProtocol.UDP) {
            if (end - at < Udp.SIZE) {
                return Stop.TRUNCATED;
            }
            udp.put(window, at, end);
            found |= UDP;
            return udp.length() < Udp.SIZE ? Stop.MALFORMED : Stop.DATA;
        }
        if (protocol == itsIcmp) {
            if (end - at < Icmp.SIZE) {
                return Stop.TRUNCATED;
            }
            icmp.put(window, at, end);
            found |= itsIcmp == IpProtocol.ICMP ? ICMP : ICMPV6;
            return Stop.DATA;
        }
        return protocol == IpProtocol.NO_NEXT_HEADER ? Stop.DATA : Stop.UNKNOWN;
    }

    /**
     * Why no more headers were found.
     *
     * @return the reason
     */
    public Stop stop() {
        return stop;
    }

    /**
     * Whether there is a whole Ethernet header.
     *
     * @return whether there is
     */
    public boolean hasEthernet() {
        return (found & ETHERNET) != 0;
    }

    /**
     * The Ethernet header.
     *
     * @return in place; the same object for each frame
     * @throws PacketException if there is none
     */
    public Ethernet ethernet() {
        require(ETHERNET, "Ethernet");
        return ethernet;
    }

    /**
     * Whether there is a whole ARP header.
     *
     * @return whether there is
     */
    public boolean hasArp() {
        return (found & ARP) != 0;
    }

    /**
     * The ARP header.
     *
     * @return in place; the same object for each frame
     * @throws PacketException if there is none
     */
    public Arp arp() {
        require(ARP, "ARP");
        return arp;
    }

    /**
     * Whether there is a whole IPv4 header.
     *
     * @return whether there is
     */
    public boolean hasIpv4() {
        return (found & IPV4) != 0;
    }

    /**
     * The IPv4 header.
     *
     * @return in place; the same object for each frame
     * @throws PacketException if there is none
     */
    public Ipv4 ipv4() {
        require(IPV4, "IPv4");
        return ipv4;
    }

    /**
     * Whether there is a whole IPv6 header.
     *
     * @return whether there is
     */
    public boolean hasIpv6() {
        return (found & IPV6) != 0;
    }

    /**
     * The IPv6 header.
     *
     * @return in place; the same object for each frame
     * @throws PacketException if there is none
     */
    public Ipv6 ipv6() {
        require(IPV6, "IPv6");
        return ipv6;
    }

    /**
     * Whether there is a whole TCP header.
     *
     * @return whether there is
     */
    public boolean hasTcp() {
        return (found & TCP) != 0;
    }

    /**
     * The TCP header.
     *
     * @return in place; the same object for each frame
     * @throws PacketException if there is none
     */
    public Tcp tcp() {
        require(TCP, "TCP");
        return tcp;
    }

    /**
     * Whether there is a whole UDP header.
     *
     * @return whether there is
     */
    public boolean hasUdp() {
        return (found & UDP) != 0;
    }

    /**
     * The UDP header.
     *
     * @return in place; the same object for each frame
     * @throws PacketException if there is none
     */
    public Udp udp() {
        require(UDP, "UDP");
        return udp;
    }

    /**
     * Whether there is a whole ICMP header, of version 4.
     *
     * @return whether there is
     */
    public boolean hasIcmp() {
        return (found & ICMP) != 0;
    }

    /**
     * Whether there is a whole ICMPv6 header.
     *
     * @return whether there is
     */
    public boolean hasIcmpv6() {
        return (found & ICMPV6) != 0;
    }

    /**
     * The ICMP or ICMPv6 header.
     *
     * @return in place; the same object for each frame
     * @throws PacketException if there is none
     */
    public Icmp icmp() {
        require(ICMP | ICMPV6, "ICMP");
        return icmp;
    }
    /**
     * How many VLAN tags there are, up to {@link #MAX_VLANS}.
     *
     * @return how many
     */
    public int vlans() {
        return vlanCount;
    }

    /**
     * A VLAN tag.
     *
     * @param index 0 for the outermost
     * @return in place
     * @throws PacketException if there is none
     */
    public Vlan vlan(int index) {
        if (index < 0 || index >= vlanCount) {
            throw new PacketException("there is no VLAN tag " + index + " of " + vlanCount);
        }
        return vlans[index];
    }

    /**
     * Whether the checksum of the TCP, UDP, ICMP or ICMPv6 header is right.
     *
     * @return whether it is; {@code true} for UDP over IPv4 without a checksum
     * @throws PacketException if there is no such header, or if it is not whole
     */
    public boolean transportChecksumIsRight() {
        requireWhole();
        if (hasUdp() && hasIpv4() && udp.checksum() == 0) {
            return true;
        }
        return transportChecksum() == 0;
    }

    /**
     * Writes the checksums of the IPv4 header, and of the TCP, UDP, ICMP or ICMPv6 header.
     *
     * @throws PacketException if there is no such header, or if it is not whole
     */
    public void fillChecksums() {
        requireWhole();
        if (hasTcp()) {
            tcp.checksum(0).checksum(transportChecksum());
        } else if (hasUdp()) {
            udp.checksum(0);
            int sum = transportChecksum();
            udp.checksum(sum == 0 ? 0xffff : sum); // 0 would say that there is none
        } else {
            icmp.checksum(0).checksum(transportChecksum());
        }
        if (hasIpv4()) {
            ipv4.fillChecksum();
        }
    }

    private int transportChecksum() {
        if (hasIcmp()) {
            return Checksum.of(icmp.packet, icmp.begin, icmp.end - icmp.begin);
        }
        return hasIpv4() ? Checksum.ofPayload(ipv4) : Checksum.ofPayload(ipv6);
    }

    private void requireWhole() {
        boolean fragment = hasIpv4() && ipv4.isFragment() || hasIpv6() && ipv6.isFragment();
        if ((found & (TCP | UDP | ICMP | ICMPV6)) == 0 || stop != Stop.DATA || fragment) {
            throw new PacketException("the packet has no whole TCP, UDP or ICMP: " + (fragment ? Stop.FRAGMENT : stop));
        }
    }

    private void require(int layer, String name) {
        if ((found & layer) == 0) {
            throw new PacketException("the packet has no " + name + " header: " + stop);
        }
    }
}
