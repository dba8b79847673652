// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.DeviceBackend;
import dev.hwview.device.DeviceInfo;
import dev.hwview.device.DeviceProvider;
import dev.hwview.fault.DeviceAccessException;
import dev.hwview.fault.UnknownDeviceException;
import java.util.List;

/**
 * Opens PCI devices that the driver vfio-pci has: {@code vfio:0000:01:00.0}. Registers are mapped, DMA goes through the
 * IOMMU, and all kinds of interrupts work. A device's group is open once, so of each group one device at a time.
 */
public final class VfioProvider implements DeviceProvider {
    private final PciBus bus;

    /** For the service loader: the devices of this machine. */
    public VfioProvider() {
        this(PciBus.system());
    }

    /**
     * The devices of a bus.
     *
     * @param bus which
     */
    public VfioProvider(PciBus bus) {
        this.bus = bus;
    }

    @Override
    public String scheme() {
        return "vfio";
    }

    @Override
    public List<DeviceInfo> devices() {
        PciIds ids = PciIds.system();
        return bus.devices().stream().filter(device -> bus.obstacle(device).isEmpty())
                .map(device -> new DeviceInfo("vfio:" + device.address(), device.identity(), ids.describe(device)))
                .toList();
    }

    @Override
    public DeviceBackend open(String name, String address) {
        if (address.indexOf(',') >= 0) {
            throw new UnknownDeviceException(name, "takes no options: " + address.substring(address.indexOf(',') + 1));
        }
        PciDevice device = bus.device(name, address);
        bus.obstacle(device).ifPresent(problem -> {
            throw new DeviceAccessException(name, problem);
        });
        return VfioBackend.open(name, device, bus);
    }
}
