// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.internal.InterruptDispatcher;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.Presence;
import java.util.function.Consumer;

/**
 * What the kernel has to say about a device: that it wants it back, since it is being removed, or that its bus failed.
 */
final class VfioNotices implements AutoCloseable {
    private final VfioDevice device;
    private final Notice removal;
    private final Notice error;

    private record Notice(int index, Eventfd eventfd, InterruptDispatcher.Registration registration) {}

    /** Tells {@code listener}, on the thread of the interrupts. */
    VfioNotices(String name, VfioDevice device, Consumer<Presence.State> listener) {
        this.device = device;
        this.removal = listen(name, LinuxNative.VFIO_PCI_REQ_IRQ_INDEX(),
                () -> listener.accept(Presence.State.REMOVED));
        try {
            this.error = listen(name, LinuxNative.VFIO_PCI_ERR_IRQ_INDEX(),
                    () -> listener.accept(Presence.State.BUS_ERROR));
        } catch (RuntimeException | Error e) {
            Closing.after(e, () -> close(removal));
            throw e;
        }
    }

    /** Returns null where the kernel or the device has no such notice. */
    private Notice listen(String name, int index, Runnable listener) {
        if (device.interrupts(index) < 1) {
            return null;
        }
        Eventfd eventfd = new Eventfd(name);
        InterruptDispatcher.Registration registration = null;
        try {
            registration = InterruptDispatcher.shared().register(name, eventfd.descriptor(), count -> listener.run());
            if (device.trigger(index, 0, eventfd.descriptor()) == 0) {
                return new Notice(index, eventfd, registration);
            }
        } catch (RuntimeException | Error e) {
            end(eventfd, registration);
            throw e;
        }
        end(eventfd, registration);
        return null;
    }

    @Override
    public void close() {
        Closing.all(() -> close(error), () -> close(removal));
    }

    private void close(Notice notice) {
        if (notice != null) {
            device.untrigger(notice.index());
            end(notice.eventfd(), notice.registration());
        }
    }

    private static void end(Eventfd eventfd, InterruptDispatcher.Registration registration) {
        if (registration != null) {
            registration.close();
        }
        eventfd.close();
    }
}
