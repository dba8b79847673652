// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import dev.hwview.dma.DmaPool;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.drivers.nic.TxQueue;
import dev.hwview.pcap.Capture;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview nic replay}. */
@Command(name = "replay", description = {"Send the frames of a capture by a card.",
    "Frames that no card sends, since they are too long or too short, are left out and counted."})
final class NicReplayCommand extends Subcommand {
    private static final int BUFFERS = 1024;

    @Parameters(index = "0", paramLabel = "FILE", description = "The capture, pcap or pcapng, of Ethernet.")
    private Path file;

    @Parameters(index = "1", paramLabel = "DEV", description = "The card, such as sim:e1000e.")
    private String address;

    @Mixin
    private FrameSink sink;

    @Mixin
    private Ending ending;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "1", description = "Play the capture N times.")
    private String repeat;

    @Option(names = "--gap", paramLabel = "TIME",
            description = "From one frame to the next; without it, as fast as it goes.")
    private String gapText;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Traffic traffic = new Traffic();
    private Capture capture;
    private long roundsLeft;
    private long leftOut;

    @Override
    public Integer call() {
        CapturedFrames.count(file); // asked before a card is opened
        Duration gap = gapText == null ? Duration.ZERO : Numbers.duration(gapText);
        roundsLeft = Numbers.parse(repeat, 1, Integer.MAX_VALUE);
        RateLine line = new RateLine(terminal(), err(), "sent");
        try (Capture frames = CapturedFrames.open(file);
                Card card = Card.open(address);
                DmaPool pool = card.pool(BUFFERS);
                E1000e nic = card.start(how -> how.polled());
                Transmission transmission = new Transmission(card, pool, traffic, line)) {
            capture = frames;
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

    /** Copies the next frame that a card sends: a file's pages are no memory for DMA. */
    private boolean next(PacketBuffer buffer) {
        while (true) {
            while (!capture.next()) {
                if (--roundsLeft <= 0) {
                    return false;
                }
                capture.rewind();
            }
            int length = (int) capture.packet().length();
            if (length >= TxQueue.MIN_LENGTH && length <= TxQueue.MAX_LENGTH) {
                buffer.place(0, length).window().asSegment().copyFrom(capture.packet().asSegment());
                return true;
            }
            leftOut++;
        }
    }

    private Report report(Card card, E1000e nic) {
        Report report = new Report();
        report.fact("capture", file.toString());
        traffic.report(report, "from taking a batch out of the file to having handed it over");
        traffic.reportHeap(report);
        report.fact("leftOut", leftOut, leftOut == 0 ? null : leftOut + " frames that no card sends");
        card.report(report, "sender");
        if (nic.tx(0).pending() > 0) {
            report.failure(nic.tx(0).pending() + " frames were handed over, and the card has not sent them");
        }
        return report;
    }
}
