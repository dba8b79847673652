// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.traffic;

import dev.hwview.cli.nic.card.Card;
import dev.hwview.cli.nic.card.CardAddress;
import dev.hwview.cli.nic.card.FrameSink;
import dev.hwview.cli.nic.card.Pace;
import dev.hwview.cli.text.Report;
import dev.hwview.dma.DmaPool;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.drivers.nic.E1000eBuilder;
import picocli.CommandLine.Mixin;

/** A command that sends frames which it makes itself, by one card. */
public abstract class TransmitCommand extends TrafficCommand implements Transmission.Maker {
    private static final int BUFFERS = 1024;

    @Mixin
    private FrameSink sink;

    @Mixin
    private Pace pace;

    /** One that has sent nothing yet. */
    protected TransmitCommand() {
        super("sent");
    }

    /** The card is there, nothing is sent yet. */
    protected void begin(E1000e nic) {}

    /** Tells of the frames; of the card is told behind it. */
    protected abstract void tell(Report report);

    /** Sends until there is nothing more, or it is over. */
    protected final int transmit(CardAddress address) {
        try (Card card = Card.open(address.text());
                DmaPool pool = card.pool(BUFFERS);
                E1000e nic = card.start(E1000eBuilder::polled);
                Transmission transmission = new Transmission(card, pool, traffic(), line())) {
            begin(nic);
            sink.plug(card);
            transmission.run(this, ending(), pace.gap());
            sink.end(card);
            Report report = new Report();
            tell(report);
            card.report(report, "sender");
            int pending = nic.tx(0).pending();
            if (pending > 0) {
                report.failure(pending + " frames were handed over, and the card has not sent them");
            }
            return finish(report);
        }
    }
}
