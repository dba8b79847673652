// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.nic.echo;

import dev.hwview.cli.nic.card.Card;
import dev.hwview.cli.text.Report;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import java.time.Duration;

/** A second simulated card behind which a host answers, on a thread of its own. */
public final class EchoPeer implements AutoCloseable {
    private static final int BATCH = 16;
    private static final Duration WAIT = Duration.ofMillis(20);
    private static final long PATIENCE_MILLIS = 5000;

    private final Card card;
    private final E1000e nic;
    private final EchoResponder responder;
    private final Thread thread = new Thread(this::answer, "hwview peer");
    private volatile boolean ends;
    private volatile RuntimeException failure;

    /** Takes the card's driver, and answers until it is closed. */
    public EchoPeer(Card card, int address) {
        this.card = card;
        this.nic = card.start(how -> how);
        this.responder = new EchoResponder(nic.mac(), address);
        thread.start();
    }

    private void answer() {
        PacketBuffer[] batch = new PacketBuffer[BATCH];
        try {
            while (!ends) {
                int count = nic.rx(0).receiveOrWait(batch, BATCH, WAIT);
                for (int i = 0; i < count; i++) {
                    if (!responder.answer(batch[i].window()) || !send(batch, i)) {
                        batch[i].close();
                    }
                }
                nic.tx(0).reclaim();
            }
        } catch (RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            // told to end
        }
    }

    /** Waits for room: a card that stands still for a moment loses no answer. */
    private boolean send(PacketBuffer[] batch, int i) {
        while (nic.tx(0).transmit(batch, i, 1) == 0) {
            if (ends) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    /** Adds what is to be told of its card. */
    public void report(Report report) {
        card.report(report, "peer");
    }

    /** Ends the thread and the driver; what went wrong there is thrown here. */
    @Override
    public void close() {
        ends = true;
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        nic.close();
        if (failure != null) {
            throw failure;
        }
    }
}
