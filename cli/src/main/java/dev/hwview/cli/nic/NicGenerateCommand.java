// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic;

import dev.hwview.cli.nic.card.CapturedFrames;
import dev.hwview.cli.nic.card.CardAddress;
import dev.hwview.cli.nic.card.SourceAddress;
import dev.hwview.cli.nic.traffic.TransmitCommand;
import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Report;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.drivers.nic.TxQueue;
import dev.hwview.packet.EtherType;
import dev.hwview.packet.Ethernet;
import dev.hwview.packet.IpProtocol;
import dev.hwview.packet.Ipv4;
import dev.hwview.packet.Udp;
import dev.hwview.view.Window;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hwview nic generate}. */
@Command(name = "generate", description = "Send numbered UDP frames by a card, made in place on its DMA memory.")
final class NicGenerateCommand extends TransmitCommand {
    private static final int DEFAULT_COUNT = 1_000_000;
    private static final int HEADERS = Ethernet.SIZE + Ipv4.SIZE + Udp.SIZE;
    private static final int PORT = 1024;
    private static final int DISCARD_PORT = 9;
    private static final int HOPS = 64;

    @Mixin
    private CardAddress address;

    @Option(names = "--length", paramLabel = "BYTES", defaultValue = "60",
            description = "Of a frame, 60 to 1514 (default ${DEFAULT-VALUE}).")
    private String lengthText;

    @Option(names = "--flows", paramLabel = "N", defaultValue = "1",
            description = "Senders, in turn: --source and the addresses behind it (default ${DEFAULT-VALUE}).")
    private String flowsText;

    @Mixin
    private SourceAddress source;

    @Option(names = "--target", paramLabel = "ADDRESS", defaultValue = "10.0.0.1",
            description = "The receiver's, IPv4 (default ${DEFAULT-VALUE}).")
    private String target;

    @Option(names = "--to-mac", paramLabel = "MAC", defaultValue = "ff:ff:ff:ff:ff:ff",
            description = "The card that they go to; default: all.")
    private String targetMac;

    private final Ethernet ethernet = new Ethernet();
    private final Ipv4 ip = new Ipv4();
    private final Udp udp = new Udp();
    private int length;
    private int flows;
    private long mac;
    private long toMac;
    private int from;
    private int to;
    private long number;

    @Override
    protected int move() {
        length = Numbers.parse(lengthText, CapturedFrames.SHORTEST, TxQueue.MAX_LENGTH - Integer.BYTES);
        flows = Numbers.parse(flowsText, 1, 60_000);
        toMac = Numbers.mac(targetMac);
        from = source.bits();
        to = Numbers.address(target);
        ending().mostUnlessSaid(DEFAULT_COUNT);
        return transmit(address);
    }

    @Override
    protected void begin(E1000e nic) {
        mac = nic.mac();
    }

    /**
     * In place. Flows have addresses of their own, since cards tell them apart by these. The UDP checksum is left
     * out, as IPv4 allows (RFC 768).
     */
    @Override
    public boolean make(PacketBuffer buffer) {
        Window frame = buffer.place(0, length).window();
        ethernet.over(frame, 0).destination(toMac).source(mac).type(EtherType.IPV4);
        ip.over(frame, Ethernet.SIZE).initialize().totalLength(length - Ethernet.SIZE).timeToLive(HOPS)
                .protocol(IpProtocol.UDP).source(from + (int) (number % flows)).destination(to).fillChecksum();
        udp.over(frame, Ethernet.SIZE + Ipv4.SIZE).sourcePort(PORT).destinationPort(DISCARD_PORT)
                .length(length - Ethernet.SIZE - Ipv4.SIZE).checksum(0);
        frame.setLongBE(HEADERS, number++);
        return true;
    }

    @Override
    protected void tell(Report report) {
        traffic().report(report, "from making a batch to having handed it over");
        traffic().requireNoHeap(report);
    }
}
