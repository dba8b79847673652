// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic;

import dev.hwview.cli.nic.card.CapturedFrames;
import dev.hwview.cli.nic.card.CardAddress;
import dev.hwview.cli.nic.card.Rounds;
import dev.hwview.cli.nic.traffic.TransmitCommand;
import dev.hwview.cli.text.Report;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.TxQueue;
import dev.hwview.pcap.Capture;
import dev.hwview.view.Window;
import dev.hwview.view.WindowBuffer;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hwview nic replay}. */
@Command(name = "replay", description = {"Send the frames of a capture by a card.",
    "Frames that no card sends, since they are too long or too short, are left out and counted."})
final class NicReplayCommand extends TransmitCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "The capture, pcap or pcapng, of Ethernet.")
    private Path file;

    @Mixin
    private CardAddress address;

    @Mixin
    private Rounds rounds;

    private final Window frame = new Window();
    private final WindowBuffer from = new WindowBuffer();
    private final WindowBuffer to = new WindowBuffer();
    private Capture capture;
    private long roundsLeft;
    private long leftOut;

    @Override
    protected int move() {
        CapturedFrames.count(file); // asked before a card is opened
        roundsLeft = rounds.count();
        try (Capture frames = CapturedFrames.open(file)) {
            capture = frames;
            return transmit(address);
        }
    }

    /** Copies the next frame that a card sends: a file's pages are no memory for DMA. */
    @Override
    public boolean make(PacketBuffer buffer) {
        while (true) {
            while (!capture.next()) {
                if (--roundsLeft <= 0) {
                    return false;
                }
                capture.rewind();
            }
            int length = (int) capture.packet().length();
            if (length >= TxQueue.MIN_LENGTH && length <= TxQueue.MAX_LENGTH) {
                to.over(buffer.place(0, length).window(frame)).put(from.over(capture.packet()));
                return true;
            }
            leftOut++;
        }
    }

    @Override
    protected void tell(Report report) {
        report.fact("capture", file.toString());
        traffic().report(report, "from taking a batch out of the file to having handed it over");
        traffic().requireNoHeap(report);
        report.fact("leftOut", leftOut, leftOut == 0 ? null : leftOut + " frames that no card sends");
    }
}
