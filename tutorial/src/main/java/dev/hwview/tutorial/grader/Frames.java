// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

import dev.hwview.packet.EtherType;
import dev.hwview.packet.Ethernet;
import dev.hwview.packet.Frame;
import dev.hwview.packet.IpProtocol;
import dev.hwview.packet.Ipv4;
import dev.hwview.packet.Tcp;
import dev.hwview.packet.Udp;
import dev.hwview.packet.Vlan;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;

/** Frames for solutions to take apart, each different. */
final class Frames {
    private static final int MAC_BITS = 48;

    private Frames() {}

    /** A frame of TCP or UDP, with right checksums, at the begin of a large array. */
    static byte[] frame(Trial trial, int protocol, int length) {
        byte[] bytes = trial.bytes(Trial.LARGE);
        try (Window window = Window.over(MemoryView.of(bytes))) {
            int tags = trial.number(0, 2);
            int at = Ethernet.SIZE + tags * Vlan.SIZE;
            new Ethernet().over(window, 0).destination(mac(trial)).source(mac(trial))
                    .type(tags == 0 ? EtherType.IPV4 : EtherType.VLAN);
            for (int i = 0; i < tags; i++) {
                new Vlan().over(window, Ethernet.SIZE + i * Vlan.SIZE).id(trial.number(1, 4094))
                        .type(i < tags - 1 ? EtherType.VLAN : EtherType.IPV4);
            }
            int words = 5 + trial.number(0, 3);
            Ipv4 ip = new Ipv4().over(window, at).initialize().headerWords(words)
                    .totalLength(words * Integer.BYTES + length).timeToLive(64).protocol(protocol)
                    .source(trial.random().nextInt()).destination(trial.random().nextInt());
            if (protocol == IpProtocol.TCP) {
                new Tcp().over(window, ip.payloadOffset()).initialize().sourcePort(port(trial))
                        .destinationPort(port(trial));
            } else if (protocol == IpProtocol.UDP) {
                new Udp().over(window, ip.payloadOffset()).sourcePort(port(trial)).destinationPort(port(trial))
                        .length(length);
            }
            Frame frame = new Frame().at(window);
            if (frame.hasTcp() || frame.hasUdp()) {
                frame.fillChecksums();
            }
        }
        return bytes;
    }

    private static int port(Trial trial) {
        return trial.number(1, 65_535);
    }

    private static long mac(Trial trial) {
        return trial.random().nextLong() >>> Long.SIZE - MAC_BITS;
    }

    /**
     * A capture of UDP packets to two ports, pcap with microseconds; its payloads get longer and longer, and begin
     * anew.
     */
    static byte[] capture(int packets, int port) {
        int size = Ethernet.SIZE + Ipv4.SIZE + Udp.SIZE + 63;
        byte[] bytes = new byte[24 + packets * (16 + size)];
        MemoryView ints = MemoryView.of(bytes).slice(0, 24).cast("I");
        ints.set(0, 0xa1b2c3d4L);
        ints.setInt(1, 0x00040002);
        ints.setInt(4, 65_535);
        ints.setInt(5, 1);
        try (Window window = Window.over(MemoryView.of(bytes))) {
            Window frame = new Window();
            for (int i = 0; i < packets; i++) {
                int at = 24 + i * (16 + size);
                window.setInt(at + 8, size);
                window.setInt(at + 12, size);
                int length = Udp.SIZE + i % 64;
                frame.within(window, at + 16, size);
                new Ethernet().over(frame, 0).type(EtherType.IPV4);
                new Ipv4().over(frame, Ethernet.SIZE).initialize().totalLength(Ipv4.SIZE + length)
                        .protocol(IpProtocol.UDP);
                new Udp().over(frame, Ethernet.SIZE + Ipv4.SIZE).destinationPort(port + i % 3 % 2).length(length);
            }
        }
        return bytes;
    }
}
