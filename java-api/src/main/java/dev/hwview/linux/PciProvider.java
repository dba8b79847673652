// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.DeviceBackend;
import dev.hwview.device.DeviceInfo;
import dev.hwview.device.DeviceProvider;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.register.RegisterSpace;
import java.util.List;

/**
 * Opens the registers of a PCI device that no driver of the kernel's has, by the files that the kernel keeps for root:
 * {@code pci:0000:01:00.0}. There is no DMA, which without an IOMMU would need physical addresses and guard nothing,
 * and there are no interrupts. For a look, and for machines without an IOMMU.
 */
public final class PciProvider implements DeviceProvider {
    private final PciBus bus;

    /** For the service loader: the devices of this machine. */
    public PciProvider() {
        this(PciBus.system());
    }

    /**
     * The devices of a bus.
     *
     * @param bus which
     */
    public PciProvider(PciBus bus) {
        this.bus = bus;
    }

    @Override
    public String scheme() {
        return "pci";
    }

    /** None: {@code vfio:} is how a device should be opened, and lists those for which it works. */
    @Override
    public List<DeviceInfo> devices() {
        return List.of();
    }

    @Override
    public DeviceBackend open(String name, String address) {
        if (address.indexOf(',') >= 0) {
            throw new UnknownDeviceException(name, "takes no options: " + address.substring(address.indexOf(',') + 1));
        }
        PciDevice device = bus.device(name, address);
        device.driver().ifPresent(driver -> {
            throw new DeviceAccessException(name, "is in the hands of the kernel's driver " + driver
                    + ", and two would disturb each other: hwview unbind " + device.address() + " --leave-free");
        });
        RegisterFiles files = new RegisterFiles(name);
        try {
            SysfsPci pci = new SysfsPci(name, device.folder(), files);
            pci.command(LinuxNative.PCI_COMMAND_MEMORY(), 0);
            RegisterSpace[] regions = files.resources(device.folder(), pci::presence);
            return new PciFileBackend(name, device, regions, new NoInterrupts(), pci, files);
        } catch (RuntimeException | Error e) {
            Closing.after(e, files::close);
            throw e;
        }
    }
}
