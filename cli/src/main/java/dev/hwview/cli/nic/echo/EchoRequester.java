// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.echo;

import dev.hwview.packet.Arp;
import dev.hwview.packet.EtherType;
import dev.hwview.packet.Ethernet;
import dev.hwview.packet.Frame;
import dev.hwview.packet.Icmp;
import dev.hwview.packet.IpProtocol;
import dev.hwview.packet.Ipv4;
import dev.hwview.packet.MacAddress;
import dev.hwview.view.Window;

/** Asks for a host's Ethernet address by ARP, and for echoes by ICMP; knows the answers. All in place. */
public final class EchoRequester {
    /** Bytes of an ARP request. */
    public static final int ARP_LENGTH = Ethernet.SIZE + Arp.SIZE;
    /** Bytes of an echo request before what is echoed. */
    public static final int HEADERS = Ethernet.SIZE + Ipv4.SIZE + Icmp.SIZE;
    /** The address of a host that has not answered yet. */
    public static final long UNKNOWN = -1;

    private static final int HOPS = 64;

    private final long mac;
    private final int address;
    private final int target;
    private final int identifier;
    private final Frame frame = new Frame();
    private final Ethernet ethernet = new Ethernet();
    private final Arp arp = new Arp();
    private final Ipv4 ip = new Ipv4();
    private final Icmp icmp = new Icmp();
    private long targetMac = UNKNOWN;

    /**
     * Asks one host.
     *
     * @param mac of the asking card
     * @param address of the asking host
     * @param target of the asked one
     * @param identifier 16 bits that tell these requests from others'
     */
    public EchoRequester(long mac, int address, int target, int identifier) {
        this.mac = mac;
        this.address = address;
        this.target = target;
        this.identifier = identifier;
    }

    /** The asked host's Ethernet address, or {@link #UNKNOWN}. */
    public long targetMac() {
        return targetMac;
    }

    /** Who has the address? */
    public void askWho(Window window) {
        ethernet.over(window, 0).destination(MacAddress.BROADCAST).source(mac).type(EtherType.ARP);
        arp.over(window, Ethernet.SIZE).initialize().operation(Arp.REQUEST).senderHardware(mac).senderProtocol(address)
                .targetHardware(0).targetProtocol(target);
    }

    /** Echo, please. What is echoed is the rest of the window, as it is. */
    public void askEcho(Window window, int sequence) {
        ethernet.over(window, 0).destination(targetMac).source(mac).type(EtherType.IPV4);
        ip.over(window, Ethernet.SIZE).initialize().totalLength((int) window.length() - Ethernet.SIZE)
                .identification(sequence & 0xffff).dontFragment(true).timeToLive(HOPS).protocol(IpProtocol.ICMP)
                .source(address).destination(target).fillChecksum();
        icmp.over(window, Ethernet.SIZE + Ipv4.SIZE).type(Icmp.ECHO).code(0).identifier(identifier)
                .sequence(sequence & 0xffff).fillChecksum();
    }

    /** Takes the answer to {@link #askWho}; other frames change nothing. */
    public void learn(Window window) {
        if (frame.at(window).hasArp() && frame.arp().operation() == Arp.REPLY && frame.arp().senderProtocol() == target
                && frame.arp().targetHardware() == mac) {
            targetMac = frame.arp().senderHardware();
        }
    }

    /** The sequence number that a frame answers, -1 if it is no echo of ours, or a broken one. */
    public int answered(Window window) {
        frame.at(window);
        boolean ours = frame.hasIpv4() && frame.hasIcmp() && frame.icmp().type() == Icmp.ECHO_REPLY
                && frame.ipv4().source() == target && frame.ipv4().destination() == address
                && frame.icmp().identifier() == identifier;
        return ours && frame.ipv4().checksumIsRight() && frame.icmp().checksumIsRight() ? frame.icmp().sequence() : -1;
    }

    /** Of the echo that {@link #answered} knew last: the bytes of its message, as ping counts them. */
    public int echoedLength() {
        return frame.ipv4().totalLength() - Ipv4.SIZE;
    }

    /** Of the same echo: over how many more routers it might have gone. */
    public int hopsLeft() {
        return frame.ipv4().timeToLive();
    }
}
