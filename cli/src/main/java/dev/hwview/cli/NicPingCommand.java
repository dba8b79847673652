// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

import dev.hwview.dma.DmaPool;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.packet.MacAddress;
import dev.hwview.sim.net.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview nic ping}. */
@Command(name = "ping", description = {"Ask a host for echoes, through a card: ARP and ICMP in Java, on packets in place.",
    "Of simulated cards, --peer has one more, with a host behind it that answers."})
final class NicPingCommand extends Subcommand {
    /** Fewer than the ring holds, so that it has room for each. */
    private static final int BUFFERS = 128;
    private static final int BATCH = 16;
    /** Two cards of one address would not tell their frames apart. */
    private static final String OTHER_MAC = ",mac=52:54:00:12:34:57";
    private static final int ARP_TRIES = 3;
    private static final int LONGEST = 1472;
    private static final int RING_OF_TIMES = 1 << 16;
    /** One waits no longer at a time, so that the card is looked after meanwhile. */
    private static final long NAP = TimeUnit.MILLISECONDS.toNanos(20);

    @Parameters(index = "0", paramLabel = "DEV", description = "The card, such as sim:e1000e.")
    private String device;

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "The host's, IPv4.")
    private String targetText;

    @Option(names = "--count", paramLabel = "N", defaultValue = "4",
            description = "Echoes to ask for (default ${DEFAULT-VALUE}).")
    private String countText;

    @Option(names = "--interval", paramLabel = "TIME", defaultValue = "100ms",
            description = "From one to the next (default ${DEFAULT-VALUE}).")
    private String intervalText;

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "1s",
            description = "To wait for one (default ${DEFAULT-VALUE}).")
    private String timeoutText;

    @Option(names = "--size", paramLabel = "BYTES", defaultValue = "56",
            description = "Echoed bytes (default ${DEFAULT-VALUE}).")
    private String sizeText;

    @Option(names = "--source", paramLabel = "ADDRESS", defaultValue = "10.0.0.2",
            description = "Our own (default ${DEFAULT-VALUE}).")
    private String sourceText;

    @Option(names = "--peer", paramLabel = "DEV",
            description = "A simulated card at the other end of DEV's cable, whose host has ADDRESS.")
    private String peer;

    @Option(names = "--socket", paramLabel = "LOCAL,REMOTE", split = ",",
            description = "A simulated card: frames go over UNIX datagram sockets at these paths.")
    private Path[] socket;

    @Option(names = "--quiet", description = "Only the summary.")
    private boolean quiet;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final long[] asked = new long[RING_OF_TIMES];
    private final PacketBuffer[] batch = new PacketBuffer[BATCH];
    private final PacketBuffer[] one = new PacketBuffer[1];
    /** By Ctrl-C alone. */
    private final Ending ending = new Ending();
    private E1000e nic;
    private DmaPool pool;
    private EchoRequester requester;
    /** The other host may want to know ours. */
    private EchoResponder own;
    private long sent;
    private long answered;
    private long twice;

    @Override
    public Integer call() throws InterruptedException {
        int target = Numbers.address(targetText);
        int source = Numbers.address(sourceText);
        if (socket != null && (socket.length != 2 || peer != null)) {
            throw Failure.usage("--socket takes two paths with a comma between, and no --peer beside it");
        }
        try (Card card = Card.open(device);
                Card other = peer == null ? null : Card.open(peer.equals(device) ? peer + OTHER_MAC : peer);
                DmaPool buffers = card.pool(BUFFERS)) {
            plug(card, other);
            try (E1000e ours = card.start(how -> how);
                    EchoPeer host = other == null ? null : new EchoPeer(other, target)) {
                nic = ours;
                pool = buffers;
                own = new EchoResponder(nic.mac(), source);
                requester = new EchoRequester(nic.mac(), source, target, (int) ProcessHandle.current().pid() & 0xffff);
                Report report = new Report();
                ending.start();
                if (resolve(report)) {
                    ping(card, report);
                }
                tell(report, card);
                if (host != null) {
                    host.report(report);
                }
                int status = report.print(terminal(), out(), json);
                out().flush();
                return status;
            }
        } finally {
            ending.close();
        }
    }

    private void plug(Card card, Card other) {
        if (other != null) {
            Wire.between(card.device(), other.device()).plug();
        } else if (socket != null) {
            if (!card.isSimulated()) {
                throw Failure.usage(card.name() + " is not simulated: its cable goes where it goes");
            }
            card.cable().socket(socket[0], socket[1]);
        }
    }

    /** Asks for the host's Ethernet address, some times. */
    private boolean resolve(Report report) throws InterruptedException {
        long timeout = Numbers.duration(timeoutText).toNanos();
        long start = System.nanoTime();
        for (int i = 0; i < ARP_TRIES && requester.targetMac() == EchoRequester.UNKNOWN; i++) {
            PacketBuffer request = empty(EchoRequester.ARP_LENGTH);
            if (request != null) {
                requester.askWho(request.window());
                send(request);
            }
            long deadline = System.nanoTime() + timeout;
            while (requester.targetMac() == EchoRequester.UNKNOWN && System.nanoTime() < deadline && !ending.isOver(0)) {
                receive(deadline);
            }
        }
        boolean known = requester.targetMac() != EchoRequester.UNKNOWN;
        report.fact("host", targetText, targetText + (known ? " at " + MacAddress.text(requester.targetMac())
                + ", found in " + Numbers.time(System.nanoTime() - start) : ""));
        if (!known) {
            report.failure("nobody says that " + targetText + " is theirs (ARP, asked " + ARP_TRIES + " times)");
        }
        return known;
    }

    private void ping(Card card, Report report) throws InterruptedException {
        int count = Numbers.parse(countText, 1, Integer.MAX_VALUE);
        int size = Numbers.parse(sizeText, 0, LONGEST);
        long interval = Numbers.duration(intervalText).toNanos();
        long timeout = Numbers.duration(timeoutText).toNanos();
        long due = System.nanoTime();
        long last = due;
        while (sent < count && !ending.isOver(0)) {
            PacketBuffer request = empty(EchoRequester.HEADERS + size);
            if (request != null) {
                int sequence = (int) sent++ & RING_OF_TIMES - 1;
                requester.askEcho(request.window(), sequence);
                last = System.nanoTime();
                asked[sequence] = last;
                send(request);
            } else if (System.nanoTime() - last > timeout) {
                report.failure(card.name() + " does not send what it was given");
                return;
            }
            due += interval;
            do { // once at least, however late it is
                receive(due);
            } while (System.nanoTime() < due && (sent < count || answered < sent) && !ending.isOver(0));
            card.service();
        }
        long deadline = System.nanoTime() + timeout;
        while (answered < sent && System.nanoTime() < deadline && !ending.isOver(0)) {
            receive(deadline);
            card.service();
        }
    }

    /** Where a request is made; {@code null} while the card has all of them. */
    private PacketBuffer empty(int length) {
        nic.tx(0).reclaim();
        PacketBuffer buffer = pool.take();
        return buffer == null ? null : buffer.place(0, length);
    }

    /** An answer of ours may find no room; it is then as if it got lost. */
    private void send(PacketBuffer packet) {
        one[0] = packet;
        nic.tx(0).reclaim();
        if (nic.tx(0).transmit(one, 0, 1) == 0) {
            packet.close();
        }
    }

    /** Waits for frames, no longer than until then, and makes of them what they are. */
    private void receive(long until) throws InterruptedException {
        Duration wait = Duration.ofNanos(Math.clamp(until - System.nanoTime(), 1, NAP));
        int count = nic.rx(0).receiveOrWait(batch, BATCH, wait);
        for (int i = 0; i < count; i++) {
            PacketBuffer packet = batch[i];
            requester.learn(packet.window());
            int sequence = requester.answered(packet.window());
            if (sequence >= 0) {
                count(sequence);
            }
            if (own.answer(packet.window())) {
                send(packet);
            } else {
                packet.close();
            }
        }
    }

    private void count(int sequence) {
        if (asked[sequence] == 0) {
            twice++;
            return;
        }
        long nanos = System.nanoTime() - asked[sequence];
        asked[sequence] = 0;
        answered++;
        times.recordValue(Math.min(nanos, times.getHighestTrackableValue()));
        if (!quiet && !json) {
            out().println("echo " + sequence + " of " + targetText + " after " + Numbers.time(nanos));
            out().flush();
        }
    }

    private void tell(Report report, Card card) {
        report.fact("asked", sent, Numbers.count(sent) + " echoes of " + sizeText + " bytes");
        report.fact("answered", answered, String.format(Locale.ROOT, "%,d, %.1f%% lost", answered,
                sent == 0 ? 0.0 : 100.0 * (sent - answered) / sent));
        report.fact("answeredTwice", twice, twice == 0 ? null : Numbers.count(twice));
        if (answered > 0) {
            report.fact("roundTripNanos", Percentiles.numbers(times), Percentiles.text(times));
        }
        card.report(report, "card");
        if (sent > 0 && answered == 0) {
            report.failure("nobody answered");
        }
    }
}
