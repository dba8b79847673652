// SPDX-License-Identifier: Apache-2.0
package dev.hwview.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.packet.Arp;
import dev.hwview.packet.Frame;
import dev.hwview.packet.Icmp;
import dev.hwview.packet.IpAddress;
import dev.hwview.packet.Ipv4;
import dev.hwview.packet.Ipv6;
import dev.hwview.packet.MacAddress;
import dev.hwview.packet.Tcp;
import dev.hwview.packet.Udp;
import dev.hwview.view.MemoryView;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every field of real traffic, as tshark reads it. */
class TsharkTest {
    static final List<String> NAMES = Captures.NAMES;

    private static final String GOOD = "1";
    private static final String BAD = "0";

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyFieldIsWhatTsharkSays(String name) throws IOException {
        Frame frame = new Frame();
        int number = 0;
        try (Capture capture = Capture.of(MemoryView.of(Captures.bytes(name)))) {
            for (Map<String, String> expected : Captures.fields(name)) {
                assertTrue(capture.next(), "frame " + ++number);
                frame.at(capture.packet());
                Map<String, String> seen = new TreeMap<>();
                see(capture, frame, seen);
                // What an ICMP error quotes, tshark reads too; here it is data.
                if (frame.hasIcmp() && frame.icmp().type() == 3 || frame.hasIcmpv6() && frame.icmp().type() == 1) {
                    expected.keySet().removeIf(key -> key.startsWith("udp."));
                }
                expected.keySet().removeIf(key -> key.endsWith(".status") && !seen.containsKey(key));
                assertEquals(new TreeMap<>(expected).toString(), seen.toString(), name + " frame " + number);
            }
            assertFalse(capture.next());
        }
    }

    private static void see(Capture capture, Frame frame, Map<String, String> seen) {
        seen.put("frame.time_epoch", BigDecimal.valueOf(capture.nanos(), 9).toString());
        seen.put("frame.len", "" + capture.originalLength());
        seen.put("frame.cap_len", "" + capture.packet().length());
        seen.put("eth.src", MacAddress.text(frame.ethernet().source()));
        seen.put("eth.dst", MacAddress.text(frame.ethernet().destination()));
        if (frame.vlans() > 0) {
            // Of two tags, tshark gives the inner one this name.
            seen.put("vlan.id", "" + frame.vlan(frame.vlans() - 1).id());
            seen.put("vlan.priority", "" + frame.vlan(frame.vlans() - 1).priority());
        }
        if (frame.hasArp()) {
            arp(frame.arp(), seen);
        }
        if (frame.hasIpv4()) {
            ipv4(frame.ipv4(), seen);
        }
        if (frame.hasIpv6()) {
            ipv6(frame.ipv6(), seen);
        }
        if (frame.hasTcp()) {
            tcp(frame, frame.tcp(), seen);
        }
        if (frame.hasUdp()) {
            udp(frame, frame.udp(), seen);
        }
        if (frame.hasIcmp() || frame.hasIcmpv6()) {
            icmp(frame, frame.icmp(), seen);
        }
    }

    private static void arp(Arp arp, Map<String, String> seen) {
        seen.put("arp.opcode", "" + arp.operation());
        seen.put("arp.src.proto_ipv4", IpAddress.text(arp.senderProtocol()));
        seen.put("arp.dst.proto_ipv4", IpAddress.text(arp.targetProtocol()));
    }

    private static void ipv4(Ipv4 ip, Map<String, String> seen) {
        seen.put("ip.src", IpAddress.text(ip.source()));
        seen.put("ip.dst", IpAddress.text(ip.destination()));
        seen.put("ip.ttl", "" + ip.timeToLive());
        seen.put("ip.id", hex(ip.identification()));
        seen.put("ip.len", "" + ip.totalLength());
        seen.put("ip.hdr_len", "" + ip.size());
        seen.put("ip.flags.df", ip.dontFragment() ? "1" : "0");
        seen.put("ip.flags.mf", ip.moreFragments() ? "1" : "0");
        seen.put("ip.frag_offset", "" + ip.fragmentOffset());
        seen.put("ip.proto", "" + ip.protocol());
        seen.put("ip.checksum", hex(ip.checksum()));
        seen.put("ip.checksum.status", ip.checksumIsRight() ? GOOD : BAD);
    }

    private static void ipv6(Ipv6 ip, Map<String, String> seen) {
        seen.put("ipv6.src", IpAddress.text(ip.sourceHigh(), ip.sourceLow()));
        seen.put("ipv6.dst", IpAddress.text(ip.destinationHigh(), ip.destinationLow()));
        seen.put("ipv6.plen", "" + ip.payloadLengthField());
        seen.put("ipv6.nxt", "" + ip.nextHeader());
        seen.put("ipv6.hlim", "" + ip.hopLimit());
        seen.put("ipv6.flow", String.format("0x%06x", ip.flowLabel()));
    }

    private static void tcp(Frame frame, Tcp tcp, Map<String, String> seen) {
        seen.put("tcp.srcport", "" + tcp.sourcePort());
        seen.put("tcp.dstport", "" + tcp.destinationPort());
        seen.put("tcp.seq_raw", Integer.toUnsignedString(tcp.sequence()));
        seen.put("tcp.ack_raw", Integer.toUnsignedString(tcp.acknowledgment()));
        seen.put("tcp.hdr_len", "" + tcp.size());
        seen.put("tcp.flags", hex(tcp.flags()));
        seen.put("tcp.window_size_value", "" + tcp.window());
        seen.put("tcp.checksum", hex(tcp.checksum()));
        int segment = frame.ipv4().totalLength() - frame.ipv4().size() - tcp.size();
        seen.put("tcp.len", "" + segment);
        if (frame.stop() == Frame.Stop.DATA) {
            assertEquals(segment, tcp.payloadLength());
            seen.put("tcp.checksum.status", frame.transportChecksumIsRight() ? GOOD : BAD);
        }
        if (tcp.maximumSegmentSize() >= 0) {
            seen.put("tcp.options.mss_val", "" + tcp.maximumSegmentSize());
            seen.put("tcp.options.wscale.shift", "" + tcp.windowScale());
        }
    }

    private static void udp(Frame frame, Udp udp, Map<String, String> seen) {
        seen.put("udp.srcport", "" + udp.sourcePort());
        seen.put("udp.dstport", "" + udp.destinationPort());
        seen.put("udp.length", "" + udp.length());
        seen.put("udp.checksum", hex(udp.checksum()));
        if (frame.stop() == Frame.Stop.DATA && udp.checksum() != 0 && !isFragment(frame)) {
            seen.put("udp.checksum.status", frame.transportChecksumIsRight() ? GOOD : BAD);
        }
    }

    private static void icmp(Frame frame, Icmp icmp, Map<String, String> seen) {
        String prefix = frame.hasIcmp() ? "icmp." : "icmpv6.";
        seen.put(prefix + "type", "" + icmp.type());
        seen.put(prefix + "code", "" + icmp.code());
        seen.put(prefix + "checksum", hex(icmp.checksum()));
        if (frame.hasIcmp() && (icmp.type() == Icmp.ECHO || icmp.type() == Icmp.ECHO_REPLY)) {
            seen.put("icmp.ident", "" + icmp.identifier());
            seen.put("icmp.seq", "" + icmp.sequence());
        }
        if (frame.stop() == Frame.Stop.DATA && !isFragment(frame)) {
            seen.put(prefix + "checksum.status", frame.transportChecksumIsRight() ? GOOD : BAD);
        }
    }

    private static boolean isFragment(Frame frame) {
        return frame.hasIpv4() ? frame.ipv4().isFragment() : frame.ipv6().isFragment();
    }

    private static String hex(int value) {
        return String.format("0x%04x", value);
    }
}
