// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.echo;

import dev.hwview.packet.Arp;
import dev.hwview.packet.Ethernet;
import dev.hwview.packet.Frame;
import dev.hwview.packet.Icmp;
import dev.hwview.packet.Ipv4;
import dev.hwview.packet.MacAddress;
import dev.hwview.view.Window;

/** What a host with one address answers: ARP requests and ICMP echo requests for it. Answers are made in place. */
public final class EchoResponder {
    private final long mac;
    private final int address;
    private final Frame frame = new Frame();

    /**
     * A host.
     *
     * @param mac its Ethernet address
     * @param address its IPv4 address
     */
    public EchoResponder(long mac, int address) {
        this.mac = mac;
        this.address = address;
    }

    /** Makes the answer out of a request. {@code false}: it wants none, and was not changed. */
    public boolean answer(Window window) {
        frame.at(window);
        if (frame.hasArp()) {
            return answer(frame.ethernet(), frame.arp());
        }
        // An answer to all would be one to a broadcast ping, which hosts leave alone (RFC 1122, 3.2.2.6).
        return frame.hasIpv4() && frame.hasIcmp() && frame.ethernet().destination() != MacAddress.BROADCAST
                && answer(frame.ethernet(), frame.ipv4(), frame.icmp());
    }

    /** RFC 826: the fields change places. */
    private boolean answer(Ethernet ethernet, Arp arp) {
        if (arp.operation() != Arp.REQUEST || arp.targetProtocol() != address) {
            return false;
        }
        long asker = arp.senderHardware();
        int askersAddress = arp.senderProtocol();
        arp.operation(Arp.REPLY).targetHardware(asker).targetProtocol(askersAddress).senderHardware(mac)
                .senderProtocol(address);
        ethernet.destination(asker).source(mac);
        return true;
    }

    /** RFC 792: the addresses change places, and with the type its checksum changes. The IPv4 header's stays right. */
    private boolean answer(Ethernet ethernet, Ipv4 ip, Icmp icmp) {
        if (icmp.type() != Icmp.ECHO || ip.destination() != address || !ip.checksumIsRight()
                || !icmp.checksumIsRight()) {
            return false;
        }
        ip.destination(ip.source()).source(address);
        icmp.type(Icmp.ECHO_REPLY).fillChecksum();
        ethernet.destination(ethernet.source()).source(mac);
        return true;
    }
}
