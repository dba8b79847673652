// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.Identity;
import dev.hwview.device.InterruptController;
import dev.hwview.dma.DmaSpace;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Scratch;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A PCI device that vfio-pci lent. */
final class VfioBackend implements PciBackend {
    private static final int BARS = 6;

    private final String name;
    private final PciDevice pci;
    private final VfioGroup group;
    private final VfioDevice device;
    private final VfioRegion configRegion;
    private final RegisterSpace config;
    private final DeviceMemory memory;
    private final RegisterSpace[] regions = new RegisterSpace[BARS];
    private final DmaSpace dma;
    private final VfioInterrupts interrupts;
    private final VfioNotices notices;
    /** What the kernel said of it, once it did. */
    private final AtomicReference<Presence.State> noticed = new AtomicReference<>(Presence.State.PRESENT);
    private volatile Runnable listener = () -> { };

    private VfioBackend(String name, PciDevice pci, VfioGroup group) {
        this.name = name;
        this.pci = pci;
        this.group = group;
        this.device = new VfioDevice(name, group.device());
        this.configRegion = device.region(LinuxNative.VFIO_PCI_CONFIG_REGION_INDEX());
        this.config = FileRegisterSpace.of(name + " config", configRegion.size(), device.file(), configRegion.offset(),
                this::presence, List.of());
        this.memory = new DeviceMemory(name);
        try {
            for (int bar = 0; bar < BARS; bar++) {
                regions[bar] = open(bar);
            }
            enable();
            this.dma = new DmaSpace(name, new VfioIommu(name, group.container()), -1);
            this.interrupts = new VfioInterrupts(name, device);
            this.notices = new VfioNotices(name, device, this::notice);
        } catch (RuntimeException | Error e) {
            Closing.after(e, memory::close);
            throw e;
        }
    }

    static VfioBackend open(String name, PciDevice pci, PciBus bus) {
        VfioGroup group = VfioGroup.open(name, pci, bus);
        try {
            return new VfioBackend(name, pci, group);
        } catch (RuntimeException | Error e) {
            Closing.after(e, group::close);
            throw e;
        }
    }

    private RegisterSpace open(int bar) {
        VfioRegion region = device.region(bar);
        return region.size() == 0 ? null
                : region.open(bar == 0 ? name : name + " region " + bar, device.file(), memory, this::presence);
    }

    private void notice(Presence.State state) {
        noticed.updateAndGet(before -> before == Presence.State.REMOVED ? before : state);
        memory.trip();
        listener.run();
    }

    @Override
    public void whenPresenceChanges(Runnable told) {
        listener = told;
        if (noticed.get() != Presence.State.PRESENT) {
            told.run();
        }
    }

    @Override
    public Identity identity() {
        return pci.identity();
    }

    @Override
    public RegisterSpace config() {
        return config;
    }

    @Override
    public int regions() {
        return BARS;
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

    /** Config space answers for who is there, whatever the device's registers do. */
    @Override
    public Presence.State presence() {
        Presence.State told = noticed.get();
        if (told != Presence.State.PRESENT) {
            return told;
        }
        try (Scratch scratch = Scratch.take()) {
            long status = device.file()
                    .pread(scratch, Short.BYTES, configRegion.offset() + LinuxNative.PCI_VENDOR_ID());
            boolean answers = status == Short.BYTES && scratch.get(Short.BYTES) != 0xFFFF;
            return answers ? Presence.State.PRESENT : Presence.State.REMOVED;
        }
    }

    /** Has it answer at its addresses, which the kernel gives it again if it has lost them, and lets it begin DMA. */
    private void enable() {
        int command = config.read16(LinuxNative.PCI_COMMAND());
        config.write16(LinuxNative.PCI_COMMAND(),
                command | LinuxNative.PCI_COMMAND_MEMORY() | LinuxNative.PCI_COMMAND_MASTER());
    }

    @Override
    public void reset() {
        if (presence() == Presence.State.REMOVED) {
            throw new DeviceRemovedException(name, HardwareException.NO_OFFSET, "is gone: there is nothing to reset");
        }
        if (!device.canReset()) {
            throw new ResourceException(name, "can't be reset: neither it nor its slot has a way to");
        }
        device.reset();
        enable(); // after an error the kernel may have reset it before, and not set it up again
        noticed.compareAndSet(Presence.State.BUS_ERROR, Presence.State.PRESENT); // it is over
        memory.renew();
        if (noticed.get() != Presence.State.PRESENT) { // meanwhile: the notice may have come before the renewal
            memory.trip();
        }
    }

    /** What signals, then what is accessed, then the device, with which the kernel takes all else. */
    @Override
    public void close() {
        Closing.all(notices::close, interrupts::close, memory::close, group::close);
    }
}
