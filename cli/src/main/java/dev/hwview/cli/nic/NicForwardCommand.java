// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic;

import dev.hwview.cli.nic.card.CapturedFrames;
import dev.hwview.cli.nic.card.Card;
import dev.hwview.cli.nic.card.FrameSink;
import dev.hwview.cli.nic.card.FrameSource;
import dev.hwview.cli.nic.traffic.TrafficCommand;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Report;
import dev.hwview.dma.DmaPool;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.drivers.nic.Forwarder;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview nic forward}. */
@Command(name = "forward", description = {"Send by one card what another one receives, from where it lies in memory.",
    "Of simulated cards, --from and --to show that every frame comes once, in order, byte for byte."})
final class NicForwardCommand extends TrafficCommand {
    private static final int BATCH = 32;
    private static final int RING = 256;
    private static final int MOST = 4096;
    private static final int REHEARSAL = 50_000;
    /** Frames that are to come and don't. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Parameters(index = "0", paramLabel = "A", description = "Receives, such as sim:e1000e.")
    private String receives;

    @Parameters(index = "1", paramLabel = "B", description = "Sends.")
    private String sends;

    @Mixin
    private FrameSource source;

    @Mixin
    private FrameSink sink;

    @Option(names = "--batch", paramLabel = "N", description = "Frames that are moved at a time (default 32).")
    private String batchText;

    @Option(names = "--ring", paramLabel = "N", description = "Descriptors of a ring (default 256).")
    private String ringText;

    private Card a;
    private Card b;
    private Forwarder forwarder;
    private long bytes;

    NicForwardCommand() {
        super("forwarded");
    }

    @Override
    protected int move() {
        int batch = batchText == null ? BATCH : Numbers.parse(batchText, 1, MOST);
        int ring = ringText == null ? RING : Numbers.parse(ringText, MOST);
        source.check();
        try (Card from = Card.open(receives);
                Card to = Card.open(sends);
                DmaPool pool = DmaPool.on(from.device().dma()).and(to.device().dma()).name("forwarded").count(4 * ring)
                        .build();
                E1000e receiver = from.start(nic -> nic.ringSize(ring).pool(0, pool).polled());
                E1000e sender = to.start(nic -> nic.ringSize(ring).polled());
                Forwarder joined = new Forwarder(receiver.rx(0), sender.tx(0), batch, p -> bytes += p.length())) {
            a = from;
            b = to;
            forwarder = joined;
            source.check(a);
            receiver.promiscuous(true);
            rehearse();
            sink.plug(b);
            source.plug(a);
            run();
            sink.end(b);
            return finish(report());
        }
    }

    /** Lets the JVM compile the frames' way, so that what it allocates by itself is over when the counting begins. */
    private void rehearse() {
        if (source.isNone() || !b.isSimulated()) {
            return;
        }
        b.cable().discard();
        a.cable().generate(CapturedFrames.SHORTEST, REHEARSAL, Duration.ZERO, 1);
        long lastFrame = System.nanoTime();
        while (!isThrough()) {
            if (turn() > 0) {
                lastFrame = System.nanoTime();
            } else if (System.nanoTime() - lastFrame > PATIENCE.toNanos()) {
                throw Failure.failed("only " + traffic().frames() + " of the " + REHEARSAL
                        + " frames of a rehearsal came through");
            }
        }
        traffic().clear();
        a.forget();
        b.forget();
    }

    private void run() {
        if (!source.isNone()) {
            ending().idleUnlessSaid(PATIENCE);
        }
        ending().start();
        boolean through = false;
        while (!through && !ending().isOver(traffic().frames())) {
            through = turn() == 0 && !source.isNone() && isThrough();
            line().at(traffic());
            a.service();
            b.service();
        }
    }

    private int turn() {
        long before = bytes;
        traffic().begin();
        int frames = forwarder.turn();
        traffic().end(frames, bytes - before);
        if (frames == 0) {
            Thread.yield(); // to the thread that plays the card, where there is one
        }
        return frames;
    }

    /** Whether all that was to come has come and was sent. What waits is asked for first: it can only become less. */
    private boolean isThrough() {
        boolean dry = a.isDry();
        int moved = turn();
        b.nic().tx(0).reclaim();
        return dry && moved == 0 && forwarder.waiting() == 0 && b.nic().tx(0).pending() == 0;
    }

    private Report report() {
        Report report = new Report();
        traffic().report(report, "from asking for a frame to having handed it over");
        traffic().requireNoHeap(report);
        a.report(report, "receiver");
        b.report(report, "sender");
        OptionalLong expected = source.expected();
        if (expected.isPresent() && !ending().wasWanted(traffic().frames())) {
            if (traffic().frames() != expected.getAsLong()) {
                report.failure(traffic().frames() + " of " + expected.getAsLong() + " frames were forwarded");
            }
            if (source.capture() != null && sink.capture() != null) {
                compare(report);
            }
        }
        return report;
    }

    private void compare(Report report) {
        CapturedFrames sent = CapturedFrames.of(source.capture(), source.rounds());
        CapturedFrames came = CapturedFrames.of(sink.capture(), 1);
        report.fact("arrived", sent.frames(), Numbers.count(sent.frames()) + " frames of " + source.capture()
                + (source.rounds() == 1 ? "" : ", " + source.rounds() + " times"));
        report.fact("arrivedSha256", sent.sha256());
        report.fact("sent", came.frames(), Numbers.count(came.frames()) + " frames in " + sink.capture());
        report.fact("sentSha256", came.sha256());
        Optional<String> difference = CapturedFrames.difference(source.capture(), source.rounds(), sink.capture());
        report.fact("same", difference.isEmpty(), difference.isEmpty()
                ? "every frame once, in order, byte for byte" : "no");
        difference.ifPresent(report::failure);
    }
}
