// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic;

import dev.hwview.cli.command.Ending;
import dev.hwview.cli.command.ReportingCommand;
import dev.hwview.cli.measure.Percentiles;
import dev.hwview.cli.nic.card.Card;
import dev.hwview.cli.nic.card.CardAddress;
import dev.hwview.cli.nic.card.SocketOption;
import dev.hwview.cli.nic.card.SourceAddress;
import dev.hwview.cli.nic.echo.EchoPeer;
import dev.hwview.cli.nic.echo.EchoRequester;
import dev.hwview.cli.nic.echo.EchoResponder;
import dev.hwview.cli.nic.echo.Echoes;
import dev.hwview.cli.text.Failure;
import dev.hwview.cli.text.Numbers;
import dev.hwview.cli.text.Report;
import dev.hwview.dma.DmaPool;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.packet.MacAddress;
import dev.hwview.sim.net.Wire;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hwview nic ping}. */
@Command(name = "ping", description = {
    "Ask a host for echoes, through a card: ARP and ICMP in Java, on packets in place.",
    "Of simulated cards, --peer has one more, with a host behind it that answers."})
final class NicPingCommand extends ReportingCommand {
    /** Fewer than the ring holds, so that it has room for each. */
    private static final int BUFFERS = 128;
    private static final int BATCH = 16;
    /** Two cards of one address would not tell their frames apart. */
    private static final String OTHER_MAC = ",mac=52:54:00:12:34:57";
    private static final int ARP_TRIES = 3;
    private static final int LONGEST = 1472;
    /** One waits no longer at a time, so that the card is looked after meanwhile. */
    private static final long NAP = TimeUnit.MILLISECONDS.toNanos(20);

    @Mixin
    private CardAddress address;

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "The host's, IPv4.")
    private String host;

    @Option(names = "--count", paramLabel = "N", defaultValue = "4", converter = Numbers.Positive.class,
            description = "Echoes to ask for (default ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--interval", paramLabel = "TIME", defaultValue = "100ms",
            description = "From one to the next (default ${DEFAULT-VALUE}).")
    private Duration interval;

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "1s",
            description = "To wait for one (default ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Mixin
    private Ending ending;

    @Option(names = "--size", paramLabel = "BYTES", defaultValue = "56",
            description = "Echoed bytes, up to 1472 (default ${DEFAULT-VALUE}).")
    private String sizeText;

    @Mixin
    private SourceAddress source;

    @Option(names = "--peer", paramLabel = "DEV",
            description = "A simulated card at the other end of DEV's cable, whose host has ADDRESS.")
    private String peer;

    @Mixin
    private SocketOption socket;

    @Option(names = "--quiet", description = "Only the summary.")
    private boolean quiet;

    private final PacketBuffer[] batch = new PacketBuffer[BATCH];
    private final PacketBuffer[] one = new PacketBuffer[1];
    private int size;
    private Echoes echoes;
    private E1000e nic;
    private DmaPool pool;
    private EchoRequester requester;
    /** The other host may want to know ours. */
    private EchoResponder own;

    @Override
    public Integer call() throws InterruptedException {
        int target = Numbers.address(host);
        int mine = source.bits();
        size = Numbers.parse(sizeText, 0, LONGEST);
        echoes = new Echoes(timeout.toNanos());
        if (socket.isThere() && peer != null) {
            throw Failure.usage("--socket and --peer exclude each other");
        }
        String device = address.text();
        try (Card card = Card.open(device);
                Card other = peer == null ? null : Card.open(peer.equals(device) ? peer + OTHER_MAC : peer);
                DmaPool buffers = card.pool(BUFFERS)) {
            plug(card, other);
            try (E1000e ours = card.start(how -> how);
                    EchoPeer answerer = other == null ? null : new EchoPeer(other, target)) {
                nic = ours;
                pool = buffers;
                own = new EchoResponder(nic.mac(), mine);
                requester = new EchoRequester(nic.mac(), mine, target, (int) ProcessHandle.current().pid() & 0xffff);
                Report report = new Report();
                ending.start();
                if (resolve(card, report)) {
                    ping(card, report);
                }
                tell(report, card);
                if (answerer != null) {
                    answerer.report(report);
                }
                return finish(report);
            }
        } finally {
            ending.close();
        }
    }

    private void plug(Card card, Card other) {
        if (other != null) {
            Wire.between(card.device(), other.device()).plug();
        } else if (socket.isThere()) {
            socket.plug(card);
        }
    }

    /** Asks for the host's Ethernet address, some times. */
    private boolean resolve(Card card, Report report) throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < ARP_TRIES && isUnknown(); i++) {
            PacketBuffer request = empty(EchoRequester.ARP_LENGTH);
            if (request != null) {
                requester.askWho(request.window());
                send(request);
            }
            long deadline = System.nanoTime() + timeout.toNanos();
            while (isUnknown() && System.nanoTime() - deadline < 0 && !ending.isOver()) {
                receive(deadline);
                card.service();
            }
        }
        if (isUnknown()) {
            report.fact("host", host);
            boolean loose = card.isSimulated() && peer == null && !socket.isThere();
            report.failure("nobody says that " + host + " is theirs (ARP, asked up to " + ARP_TRIES + " times)"
                    + (loose ? ": nothing is plugged into " + card.name() + ", see --peer and --socket" : ""));
            return false;
        }
        report.fact("host", host, host + " at " + MacAddress.text(requester.targetMac()) + ", found in "
                + Numbers.time(System.nanoTime() - start));
        return true;
    }

    private boolean isUnknown() {
        return requester.targetMac() == EchoRequester.UNKNOWN;
    }

    private void ping(Card card, Report report) throws InterruptedException {
        long due = System.nanoTime();
        long last = due;
        while (echoes.sent() < count && !ending.isOver()) {
            PacketBuffer request = empty(EchoRequester.HEADERS + size);
            if (request != null) {
                last = System.nanoTime();
                requester.askEcho(request.window(), echoes.ask(last));
                send(request);
            } else if (System.nanoTime() - last > timeout.toNanos()) {
                report.failure(card.name() + " does not send what it was given");
                return;
            }
            due += interval.toNanos();
            do { // once at least, however late it is
                receive(due);
            } while (System.nanoTime() - due < 0 && (echoes.sent() < count || echoes.areAwaited()) && !ending.isOver());
            card.service();
        }
        while (echoes.areAwaited() && !ending.isOver()) {
            receive(System.nanoTime() + NAP);
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

    /** Waits for frames, no longer than until then, makes of them what they are, and tells what did not come. */
    private void receive(long until) throws InterruptedException {
        Duration wait = Duration.ofNanos(Math.clamp(until - System.nanoTime(), 1, NAP));
        int came = nic.rx(0).receiveOrWait(batch, BATCH, wait);
        long now = System.nanoTime();
        for (int i = 0; i < came; i++) {
            PacketBuffer packet = batch[i];
            requester.learn(packet.window());
            int sequence = requester.answered(packet.window());
            if (sequence >= 0) {
                long nanos = echoes.answer(sequence, now);
                if (nanos != Echoes.NONE) {
                    say("%d bytes from %s: seq=%d ttl=%d time=%s", requester.echoedLength(), host, sequence,
                            requester.hopsLeft(), Numbers.time(nanos));
                }
            }
            if (own.answer(packet.window())) {
                send(packet);
            } else {
                packet.close();
            }
        }
        for (int late = echoes.overdue(now); late != Echoes.NONE; late = echoes.overdue(now)) {
            say("no answer to seq=%d within %s", late, Numbers.time(timeout.toNanos()));
        }
    }

    private void say(String format, Object... values) {
        if (!quiet && !json()) {
            out().println(String.format(Locale.ROOT, format, values));
            out().flush();
        }
    }

    private void tell(Report report, Card card) {
        long sent = echoes.sent();
        long answered = echoes.answered();
        report.fact("asked", sent, Numbers.count(sent) + " echoes of " + size + " bytes");
        report.fact("answered", answered, String.format(Locale.ROOT, "%,d, %.1f%% lost", answered,
                sent == 0 ? 0.0 : 100.0 * (sent - answered) / sent));
        report.fact("answeredTwice", echoes.twice(), echoes.twice() == 0 ? null : Numbers.count(echoes.twice()));
        if (answered > 0) {
            report.fact("roundTripNanos", Percentiles.numbers(echoes.times()), Percentiles.text(echoes.times()));
        }
        card.report(report, "card");
        if (sent > 0 && answered == 0) {
            report.failure("nobody answered");
        }
    }
}
