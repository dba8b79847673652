// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic;

import dev.hwview.cli.nic.card.Card;
import dev.hwview.cli.nic.card.CardAddress;
import dev.hwview.cli.nic.card.FrameSource;
import dev.hwview.cli.nic.traffic.TrafficCommand;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Report;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.drivers.nic.RxQueue;
import dev.hwview.pcap.CaptureWriter;
import dev.hwview.pcap.LinkType;
import dev.hwview.view.Window;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview nic capture}. */
@Command(name = "capture", description = "Write what a card receives into a capture, from where it lies in memory.")
final class NicCaptureCommand extends TrafficCommand {
    private static final int BATCH = 64;
    private static final long SECOND = 1_000_000_000L;
    /** How long one waits for frames before one looks after the card again. */
    private static final Duration WAIT = Duration.ofMillis(50);
    /** Frames that are to come and don't. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Mixin
    private CardAddress address;

    @Parameters(index = "1", paramLabel = "FILE", description = "The capture, a pcap with nanoseconds; written anew.")
    private Path file;

    @Mixin
    private FrameSource source;

    @Option(names = "--own", description = "Only frames to the card's own address, groups that it is in, and all.")
    private boolean own;

    private final Window packet = new Window();

    NicCaptureCommand() {
        super("captured");
    }

    @Override
    protected int move() throws InterruptedException {
        source.check();
        try (Card card = Card.open(address.text());
                E1000e nic = card.start(how -> how);
                CaptureWriter writer = writer(card)) {
            nic.promiscuous(!own);
            source.plug(card);
            run(card, writer);
            return finish(report(card));
        } catch (IOException e) {
            throw Failure.failed(file + ": can't be written: " + e.getMessage());
        }
    }

    /** The file is written anew only when it is clear that there is something to write. */
    private CaptureWriter writer(Card card) throws IOException {
        source.check(card);
        return new CaptureWriter(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING), LinkType.ETHERNET);
    }

    private void run(Card card, CaptureWriter writer) throws InterruptedException, IOException {
        OptionalLong expected = source.expected();
        expected.ifPresent(frames -> ending().idleUnlessSaid(PATIENCE));
        PacketBuffer[] batch = new PacketBuffer[BATCH];
        RxQueue rx = card.nic().rx(0);
        Instant now = Instant.now();
        long epoch = now.getEpochSecond() * SECOND + now.getNano() - System.nanoTime();
        ending().start();
        boolean through = false;
        while (!through && !ending().isOver(traffic().frames())) {
            boolean dry = expected.isPresent() && card.isDry(); // asked first: what comes after it would be missed
            int count = rx.receiveOrWait(batch, ending().room(traffic().frames(), BATCH), WAIT);
            write(writer, batch, count, epoch);
            through = dry && count == 0;
            line().at(traffic());
            card.service();
        }
    }

    /** Writes them and gives their buffers back, whatever happens. */
    private void write(CaptureWriter writer, PacketBuffer[] batch, int count, long epoch) throws IOException {
        traffic().begin();
        long nanos = epoch + System.nanoTime();
        long bytes = 0;
        int done = 0;
        try {
            for (; done < count; done++) {
                bytes += batch[done].length();
                writer.write(batch[done].window(packet), nanos);
                batch[done].close();
            }
        } finally {
            for (; done < count; done++) {
                batch[done].close();
            }
        }
        traffic().end(count, bytes);
    }

    private Report report(Card card) {
        Report report = new Report();
        traffic().report(report, "from a frame's being there to its being written");
        traffic().requireNoHeap(report);
        report.fact("capture", file.toString());
        card.report(report, "receiver");
        source.expected().ifPresent(expected -> {
            if (!own && traffic().frames() != expected && !ending().wasWanted(traffic().frames())) {
                report.failure(traffic().frames() + " of " + expected + " frames were captured");
            }
        });
        return report;
    }
}
