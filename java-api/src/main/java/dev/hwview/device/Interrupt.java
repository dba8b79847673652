// SPDX-License-Identifier: Apache-2.0
package dev.hwview.device;

import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.internal.InterruptDispatcher;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One interrupt of a device: a counter of signals that a thread can wait for. Made by {@link Device#interrupt}.
 *
 * {@snippet :
 * try (Interrupt irq = device.interrupt(InterruptMode.INTX)) {
 *     irq.enable();
 *     START.write(bar, 1);
 *     irq.await(Duration.ofSeconds(1));
 *     CAUSE.write(bar, CAUSE.read(bar));   // the device lets go of the line
 *     irq.acknowledge();                   // and the line may fire again
 * }
 * }
 *
 * <p>Any thread may wait, virtual ones too: they give their carrier back. Signals that come while nobody waits are
 * counted, none is lost. If several threads wait, one of them gets what has been counted.
 */
public final class Interrupt implements AutoCloseable {
    private final Device device;
    private final InterruptController controller;
    private final InterruptMode mode;
    private final int vector;
    private final InterruptDispatcher.Registration registration;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signalled = lock.newCondition();
    /** Of {@link #close}: who finds it closed may take for granted that nobody uses its eventfd any more. */
    private final ReentrantLock closing = new ReentrantLock();
    private long count;
    private boolean closed;
    /** The kernel took it back; the device itself may still answer for a moment, or be with another driver. */
    private boolean over;

    Interrupt(Device device, InterruptController controller, InterruptMode mode, int vector) {
        this.device = device;
        this.controller = controller;
        this.mode = mode;
        this.vector = vector;
        controller.mask(vector);
        this.registration = InterruptDispatcher.shared().register(device.name(), controller.eventfd(vector),
                this::signal);
    }

    /**
     * How it interrupts.
     *
     * @return the mode
     */
    public InterruptMode mode() {
        return mode;
    }

    /**
     * Which one it is.
     *
     * @return from 0
     */
    public int vector() {
        return vector;
    }

    /** Lets it signal; at once if it has been waiting to. */
    public void enable() {
        lock.lock();
        try {
            requireOpen();
            controller.unmask(vector);
        } finally {
            lock.unlock();
        }
    }

    /** Holds it back. What the device signals meanwhile is remembered, once. */
    public void disable() {
        lock.lock();
        try {
            requireOpen();
            controller.mask(vector);
        } finally {
            lock.unlock();
        }
    }

    /**
     * After the device let go of it: a level-triggered line may fire again. Needed with INTx, harmless with messages.
     */
    public void acknowledge() {
        if (mode == InterruptMode.INTX) {
            enable();
        } else {
            requireOpenLocked();
        }
    }

    /**
     * Takes the signals that have come, without waiting.
     *
     * @return how many, 0 if none
     */
    public long poll() {
        lock.lock();
        try {
            requireOpen();
            return take();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a signal and takes all that have come.
     *
     * @param timeout at most
     * @return how many signals, at least 1
     * @throws DeadlineException if none came in time
     * @throws ClosedException if it is closed, or is closed meanwhile
     * @throws DeviceRemovedException if none has come and the device is gone: at once where the provider is told of it,
     *     else at the deadline
     * @throws BusErrorException likewise, if the device's bus fails
     * @throws InterruptedException if the thread is interrupted
     */
    public long await(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long left = saturatedNanos(timeout);
            while (count == 0) {
                requireOpen();
                if (over) {
                    throw gone();
                }
                if (left <= 0 || device.doubtful()) {
                    requirePresence();
                }
                if (left <= 0) {
                    throw new DeadlineException(device.name(), "did not signal interrupt " + vector + " (" + mode
                            + ") within " + saturatedNanos(timeout) / 1_000_000 + " ms");
                }
                left = signalled.awaitNanos(left);
            }
            requireOpen();
            return take();
        } finally {
            lock.unlock();
        }
    }

    private static long saturatedNanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return timeout.getSeconds() >= Long.MAX_VALUE / 1_000_000_000L ? Long.MAX_VALUE : timeout.toNanos();
    }

    private DeviceRemovedException gone() {
        return new DeviceRemovedException(device.name(), "is gone: its interrupt " + vector + " will not come");
    }

    private void requirePresence() {
        switch (device.presence()) {
            case PRESENT -> { }
            case REMOVED -> throw gone();
            case BUS_ERROR -> throw new BusErrorException(device.name(),
                    "has a bus error: its interrupt " + vector + " will not come");
        }
    }

    private long take() {
        long taken = count;
        count = 0;
        return taken;
    }

    /** Called by the dispatcher's thread; with 0 when there will be no more, as of a device of UIO's that is gone. */
    private void signal(long times) {
        lock.lock();
        try {
            if (times == 0) {
                over = true;
                signalled.signalAll();
            } else {
                count += times;
                signalled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** All who wait look again whether it is worth it. */
    void wake() {
        lock.lock();
        try {
            signalled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpenLocked() {
        lock.lock();
        try {
            requireOpen();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException(device.name(), "has closed its interrupt " + vector);
        }
    }

    /** Disables it and wakes all who wait. A second call does nothing but wait for the end of the first. */
    @Override
    public void close() {
        closing.lock();
        try {
            end();
        } finally {
            closing.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            signalled.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            controller.mask(vector);
        } finally { // also if that fails: the eventfd is closed soon, and its number is another's then
            registration.close();
            device.forget(this);
        }
    }

    @Override
    public String toString() {
        return device.name() + " " + mode + " vector " + vector;
    }
}
