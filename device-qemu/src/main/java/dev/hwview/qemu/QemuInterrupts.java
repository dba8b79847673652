// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.hwview.device.InterruptController;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.InterruptModeException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A device's interrupts. The machine has nobody who takes them, so the line is heard of over the test protocol, and the
 * addresses of messages are in a page of memory, where a thread looks for them. A vector that is masked is not looked
 * at: its message stays there.
 */
final class QemuInterrupts implements InterruptController, QtestConnection.Lines {
    private static final VarHandle WORD = JAVA_INT.varHandle();
    /** What a message writes. */
    private static final int ARRIVED = 0x4d01;
    /** The lower inputs of the interrupt controller are those of devices that are no PCI's. */
    private static final int FIRST_PCI_LINE = 16;
    private static final long NAP_NANOS = 50_000;
    private static final long JOIN_MILLIS = 5_000;
    private static final int ENABLE_MSI = 1 << 16;
    private static final int ENABLE_MSI_X = 1 << 31;
    private static final int MSI_X_ENTRY = 16;

    private final String name;
    private final MemorySegment messages;
    private QtestConnection machine;
    private PciFunction function;
    private final AtomicInteger highLines = new AtomicInteger();
    private final AtomicBoolean lineArmed = new AtomicBoolean();
    private int[] eventfds = {};
    private boolean[] enabled = {};
    private volatile InterruptMode mode;
    private volatile boolean watching;
    private volatile boolean closed;
    private Thread watcher;

    QemuInterrupts(String name, MemorySegment messages) {
        this.name = name;
        this.messages = messages;
    }

    /** Lines may be heard of before that, but nobody waits for them. */
    void over(QtestConnection connection, PciFunction device) {
        machine = connection;
        function = device;
    }

    @Override
    public int vectors(InterruptMode which) {
        return switch (which) {
            case INTX -> 1;
            case MSI -> function.capability(PciFunction.MSI) == 0 ? 0 : 1;
            case MSIX -> {
                int capability = function.capability(PciFunction.MSI_X);
                yield capability == 0 ? 0 : (function.read(capability) >>> 16 & 0x7ff) + 1;
            }
        };
    }

    @Override
    public void mode(InterruptMode which) {
        int vectors = vectors(which);
        if (vectors == 0) {
            throw new InterruptModeException(name, "has no " + which);
        }
        pause();
        synchronized (this) {
            requireOpen();
            lineArmed.set(false);
            closeEventfds();
            eventfds = new int[vectors];
            enabled = new boolean[vectors];
            Arrays.fill(eventfds, -1);
            for (int i = 0; i < vectors; i++) {
                eventfds[i] = SystemCalls.eventfd(name);
            }
            messages.fill((byte) 0);
        }
        program(which);
        mode = which;
    }

    /** The device first forgets the other ways. Needed again after a reset. */
    private void program(InterruptMode which) {
        int msi = function.capability(PciFunction.MSI);
        if (msi != 0) {
            function.write(msi, function.read(msi) & ~ENABLE_MSI);
        }
        int table = function.capability(PciFunction.MSI_X);
        if (table != 0) {
            function.write(table, function.read(table) & ~ENABLE_MSI_X);
        }
        function.allowIntx(which == InterruptMode.INTX);
        switch (which) {
            case INTX -> { }
            case MSI -> programMsi(msi);
            case MSIX -> programMsiX(table);
        }
    }

    private void programMsi(int capability) {
        boolean wide = (function.read(capability) >>> 16 & 0x80) != 0;
        function.write(capability + 4, (int) GuestMemory.MESSAGES);
        if (wide) {
            function.write(capability + 8, 0);
        }
        function.write(capability + (wide ? 12 : 8), ARRIVED);
        function.write(capability, function.read(capability) | ENABLE_MSI);
    }

    private void programMsiX(int capability) {
        int where = function.read(capability + 4);
        long table = function.address(where & 0x7) + (where & ~0x7);
        function.write(capability, function.read(capability) | ENABLE_MSI_X);
        for (int i = 0; i < vectors(InterruptMode.MSIX); i++) {
            long entry = table + (long) MSI_X_ENTRY * i;
            machine.write(entry, Integer.BYTES, GuestMemory.MESSAGES + (long) Integer.BYTES * i);
            machine.write(entry + 4, Integer.BYTES, 0);
            machine.write(entry + 8, Integer.BYTES, ARRIVED);
            machine.write(entry + 12, Integer.BYTES, 0); // not masked: that is done here
        }
    }

    /** As before the reset; what was pending is forgotten. */
    void reprogram() {
        if (mode != null) {
            synchronized (this) {
                messages.fill((byte) 0);
            }
            program(mode);
        }
    }

    @Override
    public synchronized int eventfd(int vector) {
        requireOpen();
        return eventfds[vector];
    }

    @Override
    public void mask(int vector) {
        if (mode == InterruptMode.INTX) {
            lineArmed.set(false);
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            enabled[vector] = false;
            watching = anyEnabled();
        }
    }

    @Override
    public void unmask(int vector) {
        synchronized (this) {
            requireOpen();
            enabled[vector] = true;
            watching = true;
            if (watcher == null) {
                watcher = Thread.ofPlatform().daemon().name("hwview-qemu-interrupts").start(this::watch);
            }
        }
        if (mode == InterruptMode.INTX) {
            lineArmed.set(true);
            fireLine();
        }
        LockSupport.unpark(watcher);
    }

    private boolean anyEnabled() {
        for (boolean one : enabled) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** Nobody looks from here on. */
    private synchronized void pause() {
        Arrays.fill(enabled, false);
        watching = false;
    }

    // ---- what arrives

    @Override
    public void level(int line, boolean high) {
        if (line < FIRST_PCI_LINE) {
            return;
        }
        int bit = 1 << line;
        if (high) {
            highLines.accumulateAndGet(bit, (lines, one) -> lines | one);
            fireLine();
        } else {
            highLines.accumulateAndGet(~bit, (lines, others) -> lines & others);
        }
    }

    /** Once, while the line is high, until it is unmasked again. */
    private void fireLine() {
        if (highLines.get() != 0 && lineArmed.compareAndSet(true, false)) {
            synchronized (this) {
                if (!closed) {
                    SystemCalls.signal(name, eventfds[0]);
                }
            }
        }
    }

    private void watch() {
        while (!closed) {
            if (!watching) {
                LockSupport.park(this);
            } else if (mode == InterruptMode.INTX) {
                machine.listen();
                LockSupport.parkNanos(NAP_NANOS);
            } else {
                takeMessages();
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    private synchronized void takeMessages() {
        for (int i = 0; i < enabled.length && !closed; i++) {
            if (enabled[i] && (int) WORD.getAndSet(messages, (long) Integer.BYTES * i, 0) != 0) {
                SystemCalls.signal(name, eventfds[i]);
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException(name, "is closed");
        }
    }

    private void closeEventfds() {
        for (int eventfd : eventfds) {
            if (eventfd >= 0) {
                SystemCalls.close(eventfd);
            }
        }
    }

    void close() {
        synchronized (this) {
            closed = true;
            closeEventfds();
            eventfds = new int[0];
        }
        if (watcher != null) {
            LockSupport.unpark(watcher);
            boolean interrupted = Thread.interrupted();
            try {
                watcher.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true; // it ends soon, and touches nothing that is freed
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
