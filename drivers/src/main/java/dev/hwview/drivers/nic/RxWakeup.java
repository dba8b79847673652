// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.drivers.nic.E1000eRegisters.ICR;
import static dev.hwview.drivers.nic.E1000eRegisters.IMC;
import static dev.hwview.drivers.nic.E1000eRegisters.IMS;
import static dev.hwview.drivers.nic.E1000eRegisters.STATUS;

import dev.hwview.device.Interrupt;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.fault.DeadlineException;
import dev.hwview.register.RegisterSpace;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for a queue's packets: by polling while they come quickly, asleep when they don't. How long it polls before it
 * sleeps follows what polling has brought lately, as Linux's NAPI switches between the two.
 */
final class RxWakeup {
    private static final long MIN_SPIN_NANOS = 2_000;
    private static final long MAX_SPIN_NANOS = 200_000;
    /** After so long asleep it looks for itself: an interrupt can be lost, and a card can vanish. */
    private static final Duration SLICE = Duration.ofMillis(10);
    /** Without interrupts it looks so often. */
    private static final long NAP_NANOS = 50_000;

    private final RegisterSpace bar;
    /** {@code null} if the card is to be polled only. */
    private final Interrupt interrupt;
    private final int causes;
    private long spinNanos = 20_000;
    private long sleeps;
    private long missed;

    RxWakeup(RegisterSpace bar, Interrupt interrupt, int causes) {
        this.bar = bar;
        this.interrupt = interrupt;
        this.causes = causes;
    }

    int receiveOrWait(RxQueue queue, PacketBuffer[] batch, int max, Duration timeout) throws InterruptedException {
        long begin = System.nanoTime();
        int count = poll(queue, batch, max, Math.min(spinNanos, timeout.toNanos()), begin);
        if (count > 0) {
            spinNanos = Math.min(spinNanos * 2, MAX_SPIN_NANOS);
            return count;
        }
        spinNanos = Math.max(spinNanos / 2, MIN_SPIN_NANOS);
        long left;
        while ((left = timeout.toNanos() - (System.nanoTime() - begin)) > 0) {
            count = interrupt == null ? nap(queue, batch, max, left) : sleep(queue, batch, max, left);
            if (count > 0) {
                return count;
            }
            STATUS.read(bar); // all-ones from a card that is gone is an exception, and not a long wait
        }
        return 0;
    }

    private static int poll(RxQueue queue, PacketBuffer[] batch, int max, long nanos, long begin) {
        int count;
        while ((count = queue.receive(batch, max)) == 0 && System.nanoTime() - begin < nanos) {
            Thread.onSpinWait();
        }
        return count;
    }

    private static int nap(RxQueue queue, PacketBuffer[] batch, int max, long nanos) throws InterruptedException {
        LockSupport.parkNanos(Math.min(nanos, NAP_NANOS));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return queue.receive(batch, max);
    }

    private int sleep(RxQueue queue, PacketBuffer[] batch, int max, long nanos) throws InterruptedException {
        IMS.write(bar, causes); // a packet from here on interrupts; for one that came before, it is looked once more
        int count = queue.receive(batch, max);
        if (count > 0) {
            IMC.write(bar, causes);
            return count;
        }
        sleeps++;
        boolean told = await(nanos);
        IMC.write(bar, causes);
        ICR.write(bar, causes); // handled: the next one counts again
        interrupt.acknowledge();
        count = queue.receive(batch, max);
        if (count > 0 && !told) {
            missed++;
        }
        return count;
    }

    private boolean await(long nanos) throws InterruptedException {
        try {
            interrupt.await(nanos < SLICE.toNanos() ? Duration.ofNanos(nanos) : SLICE);
            return true;
        } catch (DeadlineException quiet) {
            return false;
        }
    }

    void close() {
        if (interrupt != null) {
            interrupt.close();
        }
    }

    void count(Counters into) {
        into.sleeps += sleeps;
        into.missedInterrupts += missed;
    }
}
