// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.drivers.nic.E1000eRegisters.*;

import dev.hwview.fault.DeadlineException;
import dev.hwview.register.Delay;
import dev.hwview.register.RegisterSpace;
import java.time.Duration;
import java.util.List;

/** Section 4.6 of the datasheet, "Software Initialization Sequence", in its order. */
final class Initialization {
    private static final int ALL_CAUSES = -1;
    /** A reset takes about a millisecond, on a machine that is busy with other things too. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMillis(100);
    /** Section 4.6.2: after a global reset its registers must not be read for a microsecond; Linux waits longer too. */
    private static final long RESET_NANOS = 10_000;
    /** 256 ns each: 50 us between two interrupts. */
    private static final int INTERRUPT_INTERVAL = 195;
    private static final int VALID_VECTOR = 0x8;
    private static final int COLLISIONS = 15;
    private static final int FULL_DUPLEX_DISTANCE = 0x3f;
    /** Section 10.2.6: IPGT 8, IPGR1 8, IPGR2 6. */
    private static final int PACKET_GAP = 8 | 8 << 10 | 6 << 20;
    /** Write back one by one (WTHRESH 1, by descriptors); bit 22 has to be 1 in the transmitter's (section 10.2.6). */
    private static final int RX_WRITE_BACK = 1 << 16 | 1 << 24;
    private static final int TX_WRITE_BACK = RX_WRITE_BACK | 1 << 22;
    /** TCP over IPv4, IPv4, TCP over IPv6, IPv6. */
    private static final int RSS_TCP_AND_IP = 0b10111;
    /** Two bytes over and over: source and destination may change places, so both directions have the same queue. */
    private static final int SYMMETRIC_KEY = 0x5a6d5a6d;
    private static final int EVERY_SECOND = 0x80008000;

    private final RegisterSpace bar;
    private final AddressFilter filter;
    private final HardwareCounters counters;
    private final boolean stripVlan;

    Initialization(RegisterSpace bar, AddressFilter filter, HardwareCounters counters, boolean stripVlan) {
        this.bar = bar;
        this.filter = filter;
        this.counters = counters;
        this.stripVlan = stripVlan;
    }

    /** All of it, behind a reset. */
    void setUp(List<RxQueue> receivers, List<TxQueue> transmitters) {
        setUpLink();
        filter.write();
        counters.forget();
        startReceiver(receivers);
        startTransmitter(transmitters);
        routeInterrupts(receivers.size());
    }

    /** Sections 4.6.1 and 4.6.2. When it returns, the card touches no memory and interrupts nobody. */
    void reset() {
        disableInterrupts();
        quiesce();
        RST.set(bar);
        Delay.atLeastNanos(RESET_NANOS);
        RST.awaitClear(bar, PATIENCE);
        disableInterrupts(); // a reset may have allowed them again
    }

    private void disableInterrupts() {
        IMC.write(bar, ALL_CAUSES);
        ICR.write(bar, ALL_CAUSES);
    }

    /** No request may be cut in two by the reset. */
    private void quiesce() {
        RCTL.write(bar, 0);
        TCTL.write(bar, (int) PSP.mask());
        GIO_MASTER_DISABLE.set(bar);
        try {
            GIO_MASTER_ENABLE.awaitClear(bar, QUIET);
        } catch (DeadlineException hung) {
            Delay.atLeastNanos(RESET_NANOS); // a reset is what cures that
        }
    }

    /** Section 4.6.3: the PHY finds out speed and duplex by itself. */
    private void setUpLink() {
        CTRL.write(bar, (int) (SLU.mask() | ASDE.mask() | (stripVlan ? VME.mask() : 0)));
        DRV_LOAD.set(bar);
    }

    /** Section 4.6.5. */
    private void startReceiver(List<RxQueue> receivers) {
        RFCTL.write(bar, (int) EXSTEN.mask());
        RXCSUM.write(bar, (int) (IPOFLD.mask() | TUOFLD.mask() | PCSD.mask()));
        spread(receivers.size());
        for (int i = 0; i < receivers.size(); i++) {
            RXDCTL.get(i).write(bar, RX_WRITE_BACK);
            receivers.get(i).start();
        }
        writeReceiveControl();
        receivers.forEach(RxQueue::fillAll); // the section: tails are moved when the receiver is on
    }

    /** Whom packets may be to. */
    void writeReceiveControl() {
        RCTL.write(bar, (int) (RECEIVE_ENABLE.mask() | BAM.mask() | SECRC.mask()) | filter.receiveControl());
    }

    /** Section 7.1.11: the flows are spread over the queues by a hash, every second value of it to the other queue. */
    private void spread(int queues) {
        if (queues == 1) {
            MRQC.write(bar, 0);
            return;
        }
        for (int i = 0; i < RSSRK.size(); i++) {
            RSSRK.get(i).write(bar, SYMMETRIC_KEY);
        }
        for (int i = 0; i < RETA.size(); i++) {
            RETA.get(i).write(bar, EVERY_SECOND);
        }
        MRQC.write(bar, RSS_FIELDS.with(MULTIPLE_QUEUES.with(0, 1), RSS_TCP_AND_IP));
    }

    /** Section 4.6.6. */
    private void startTransmitter(List<TxQueue> transmitters) {
        for (int i = 0; i < transmitters.size(); i++) {
            transmitters.get(i).start();
            TXDCTL.get(i).write(bar, TX_WRITE_BACK);
        }
        TIPG.write(bar, PACKET_GAP);
        int collisions = COLLISION_DISTANCE.with(COLLISION_THRESHOLD.with(0, COLLISIONS), FULL_DUPLEX_DISTANCE);
        TCTL.write(bar, (int) (TRANSMIT_ENABLE.mask() | PSP.mask()) | collisions);
    }

    /** Section 7.4: which vector is whose. What waits for packets allows the causes. */
    private void routeInterrupts(int queues) {
        ITR.write(bar, INTERRUPT_INTERVAL);
        int vectors = INT_ALLOC_RXQ0.with(0, VALID_VECTOR);
        if (queues > 1) {
            vectors = INT_ALLOC_RXQ1.with(vectors, VALID_VECTOR | 1);
            PBA_SUPPORT.set(bar);
        }
        IVAR.write(bar, vectors);
    }
}
