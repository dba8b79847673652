// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.InterruptController;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.InterruptModeException;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.ffm.LinuxNative;
import java.util.ArrayList;
import java.util.List;

/**
 * A device's interrupts by VFIO. The kernel masks INTx. Messages it can't mask on every device, so a masked vector
 * signals at another eventfd, where nobody waits; what is found there when it is unmasked came meanwhile.
 */
final class VfioInterrupts implements InterruptController, AutoCloseable {
    /** Each costs the machine a vector, needed or not, so nobody gets all 2048 that a device may have. */
    private static final int MOST = 64;

    private final String name;
    private final VfioDevice device;
    private final List<Vector> vectors = new ArrayList<>();
    private InterruptMode mode;
    private boolean closed;

    VfioInterrupts(String name, VfioDevice device) {
        this.name = name;
        this.device = device;
    }

    private record Vector(Eventfd signals, Eventfd parked) {}

    @Override
    public int vectors(InterruptMode kind) {
        return Math.min(device.interrupts(index(kind)), MOST);
    }

    @Override
    public synchronized void mode(InterruptMode kind) {
        if (mode != null) {
            check("does not leave " + mode, device.untrigger(index(mode)));
            mode = null; // if the next one is refused there is none, and the kernel would not have that left
        }
        for (Vector vector : vectors) { // of before: nobody waited for it
            vector.signals().take();
            vector.parked().take();
        }
        if (kind == InterruptMode.INTX) {
            check("refused " + kind, device.trigger(index(kind), 0, vector(0).signals().descriptor()));
            mode = kind;
            mask(0);
            vector(0).signals().take(); // it was open for a moment; a level that is still high comes again
        } else {
            enableMessages(kind);
            mode = kind;
        }
    }

    /** The number can't grow later, so it's all of them at once, none with an eventfd. */
    private void enableMessages(InterruptMode kind) {
        int status = device.prepare(index(kind), vectors(kind));
        if (status > 0) { // the machine has only so many
            status = device.prepare(index(kind), status);
        }
        check("refused " + kind, status);
    }

    @Override
    public synchronized int eventfd(int vector) {
        return vector(vector).signals().descriptor();
    }

    @Override
    public synchronized void mask(int vector) {
        if (mode == InterruptMode.INTX) {
            check("can't be masked", device.mask(index(mode)));
        } else {
            signalAt(vector, vector(vector).parked());
        }
    }

    @Override
    public synchronized void unmask(int vector) {
        if (mode == InterruptMode.INTX) {
            check("can't be unmasked", device.unmask(index(mode)));
            return;
        }
        Vector it = vector(vector);
        signalAt(vector, it.signals());
        if (it.parked().take() > 0) {
            it.signals().add(1);
        }
    }

    private void signalAt(int vector, Eventfd where) {
        int status = device.trigger(index(mode), vector, where.descriptor());
        if (status == -Errno.EINVAL) {
            throw new InterruptModeException(name, "has no interrupt vector " + vector + " with " + mode
                    + ": the machine has not given it so many");
        }
        check("can't signal interrupt " + vector, status);
    }

    private Vector vector(int index) {
        if (closed) {
            throw new ClosedException(name, "is closed");
        }
        while (vectors.size() <= index) {
            Eventfd signals = new Eventfd(name);
            try {
                vectors.add(new Vector(signals, new Eventfd(name)));
            } catch (RuntimeException | Error e) {
                signals.close();
                throw e;
            }
        }
        return vectors.get(index);
    }

    private static int index(InterruptMode mode) {
        return switch (mode) {
            case INTX -> LinuxNative.VFIO_PCI_INTX_IRQ_INDEX();
            case MSI -> LinuxNative.VFIO_PCI_MSI_IRQ_INDEX();
            case MSIX -> LinuxNative.VFIO_PCI_MSIX_IRQ_INDEX();
        };
    }

    private void check(String problem, int status) {
        if (status < 0) {
            throw new ResourceException(name, "has trouble with its interrupt: it " + problem + ": the kernel says "
                    + Errno.describe(status));
        }
    }

    /** The kernel has let go of the eventfds once none is set. */
    @Override
    public synchronized void close() {
        closed = true;
        List<Runnable> parts = new ArrayList<>();
        if (mode != null) {
            parts.add(() -> device.untrigger(index(mode)));
        }
        vectors.forEach(vector -> {
            parts.add(vector.signals()::close);
            parts.add(vector.parked()::close);
        });
        vectors.clear();
        Closing.all(parts.toArray(Runnable[]::new));
    }
}
