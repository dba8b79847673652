// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.device.InterruptController;
import dev.hwview.device.InterruptMode;
import dev.hwview.fault.ResourceException;
import dev.hwview.sim.internal.ffm.DevsimNative;
import java.lang.foreign.MemorySegment;

/** The interrupts of a simulated device, whose MSI and MSI-X are one: neither has a table to be programmed. */
record SimulatedInterrupts(String name, MemorySegment handle, int messages) implements InterruptController {
    @Override
    public int vectors(InterruptMode mode) {
        return mode == InterruptMode.INTX ? 1 : messages;
    }

    @Override
    public void mode(InterruptMode mode) {
        check(DevsimNative.devsim_irq_mode(handle,
                mode == InterruptMode.INTX ? DevsimNative.DEVSIM_IRQ_INTX() : DevsimNative.DEVSIM_IRQ_MSI()));
        for (int vector = 0; vector < vectors(mode); vector++) {
            mask(vector);
        }
    }

    @Override
    public int eventfd(int vector) {
        int fd = DevsimNative.devsim_irq_eventfd(handle, vector);
        check(Math.min(fd, 0));
        return fd;
    }

    @Override
    public void mask(int vector) {
        check(DevsimNative.devsim_irq_mask(handle, vector));
    }

    @Override
    public void unmask(int vector) {
        check(DevsimNative.devsim_irq_unmask(handle, vector));
    }

    private void check(int status) {
        if (status != 0) {
            throw new ResourceException(name, "refused its interrupt (errno " + -status + ")");
        }
    }
}
