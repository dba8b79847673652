// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import dev.hwview.dma.DmaPool;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.drivers.nic.TxQueue;
import dev.hwview.packet.EtherType;
import dev.hwview.packet.Ethernet;
import dev.hwview.packet.IpProtocol;
import dev.hwview.packet.Ipv4;
import dev.hwview.packet.Udp;
import dev.hwview.view.Window;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview nic generate}. */
@Command(name = "generate", description = "Send numbered UDP frames by a card, made in place on its DMA memory.")
final class NicGenerateCommand extends Subcommand {
    private static final int BUFFERS = 1024;
    private static final int DEFAULT_COUNT = 1_000_000;
    private static final int HEADERS = Ethernet.SIZE + Ipv4.SIZE + Udp.SIZE;
    private static final int PORT = 1024;
    private static final int DISCARD_PORT = 9;
    private static final int HOPS = 64;

    @Parameters(index = "0", paramLabel = "DEV", description = "The card, such as sim:e1000e.")
    private String address;

    @Mixin
    private FrameSink sink;

    @Mixin
    private Ending ending;

    @Option(names = "--length", paramLabel = "BYTES", defaultValue = "60",
            description = "Of a frame, 60 to 1514 (default ${DEFAULT-VALUE}).")
    private String lengthText;

    @Option(names = "--flows", paramLabel = "N", defaultValue = "1",
            description = "Addresses that they come from, in turn.")
    private String flowsText;

    @Option(names = "--gap", paramLabel = "TIME",
            description = "From one frame to the next; without it, as fast as it goes.")
    private String gapText;

    @Option(names = "--source", paramLabel = "ADDRESS", defaultValue = "10.0.0.2",
            description = "IPv4, of the first flow (default ${DEFAULT-VALUE}).")
    private String source;

    @Option(names = "--target", paramLabel = "ADDRESS", defaultValue = "10.0.0.1",
            description = "IPv4 (default ${DEFAULT-VALUE}).")
    private String target;

    @Option(names = "--to-mac", paramLabel = "MAC", defaultValue = "ff:ff:ff:ff:ff:ff",
            description = "The card that they go to; default: all.")
    private String targetMac;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Traffic traffic = new Traffic();
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
    public Integer call() {
        length = Numbers.parse(lengthText, CapturedFrames.SHORTEST, TxQueue.MAX_LENGTH - Integer.BYTES);
        flows = Numbers.parse(flowsText, 1, 60_000);
        toMac = Numbers.mac(targetMac);
        from = Numbers.address(source);
        to = Numbers.address(target);
        Duration gap = gapText == null ? Duration.ZERO : Numbers.duration(gapText);
        ending.mostUnlessSaid(DEFAULT_COUNT);
        RateLine line = new RateLine(terminal(), err(), "sent");
        try (Card card = Card.open(address);
                DmaPool pool = card.pool(BUFFERS);
                E1000e nic = card.start(how -> how.polled());
                Transmission transmission = new Transmission(card, pool, traffic, line)) {
            mac = nic.mac();
            sink.plug(card);
            transmission.run(this::next, ending, gap);
            line.done();
            sink.end(card);
            int status = report(card, nic).print(terminal(), out(), json);
            out().flush();
            return status;
        } finally {
            line.done();
            ending.close();
        }
    }

    /** In place. Flows have addresses of their own, since cards tell them apart by these. The UDP checksum is left out, as IPv4 allows (RFC 768). */
    private boolean next(PacketBuffer buffer) {
        Window frame = buffer.place(0, length).window();
        ethernet.over(frame, 0).destination(toMac).source(mac).type(EtherType.IPV4);
        ip.over(frame, Ethernet.SIZE).initialize().totalLength(length - Ethernet.SIZE).timeToLive(HOPS)
                .protocol(IpProtocol.UDP).source(from + (int) (number % flows)).destination(to).fillChecksum();
        udp.over(frame, Ethernet.SIZE + Ipv4.SIZE).sourcePort(PORT).destinationPort(DISCARD_PORT)
                .length(length - Ethernet.SIZE - Ipv4.SIZE).checksum(0);
        frame.setLongBE(HEADERS, number++);
        return true;
    }

    private Report report(Card card, E1000e nic) {
        Report report = new Report();
        traffic.report(report, "from making a batch to having handed it over");
        traffic.requireNoHeap(report);
        card.report(report, "sender");
        if (nic.tx(0).pending() > 0) {
            report.failure(nic.tx(0).pending() + " frames were handed over, and the card has not sent them");
        }
        return report;
    }
}
