// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.DeviceBackend;
import dev.hwview.device.Identity;
import dev.hwview.device.InterruptController;
import dev.hwview.dma.DmaSpace;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;

/** A device with registers, and perhaps an interrupt, but no DMA. */
class PlainBackend implements DeviceBackend {
    private final Identity identity;
    private final RegisterSpace[] regions;
    private final InterruptController interrupts;
    private final Presence presence;
    private final Runnable reset;
    private final RegisterFiles files;
    private final DmaSpace dma;

    /**
     * Puts one together.
     *
     * @param files all that is to be closed, once
     */
    PlainBackend(String name, Identity identity, RegisterSpace[] regions, InterruptController interrupts,
            Presence presence, Runnable reset, RegisterFiles files) {
        this.identity = identity;
        this.regions = regions;
        this.interrupts = interrupts;
        this.presence = presence;
        this.reset = reset;
        this.files = files;
        this.dma = new DmaSpace(name, new NoDma(name), -1);
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public int regions() {
        return regions.length;
    }

    @Override
    public RegisterSpace region(int index) {
        return regions[index];
    }

    @Override
    public DmaSpace dma() {
        return dma;
    }

    @Override
    public InterruptController interrupts() {
        return interrupts;
    }

    @Override
    public Presence.State presence() {
        return presence.state();
    }

    @Override
    public void reset() {
        reset.run();
    }

    @Override
    public void close() {
        files.close();
    }
}
