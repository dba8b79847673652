// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.DeviceAccessException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a device from one of the kernel's drivers and gives it to another, by writing to the kernel's files, which is
 * for root. It lasts until the next boot.
 */
public final class DriverBinding {
    private final PciBus bus;
    private final String address;
    private final Optional<String> driver;
    private final List<Step> steps;

    private DriverBinding(PciBus bus, String address, Optional<String> driver, List<Step> steps) {
        this.bus = bus;
        this.address = address;
        this.driver = driver;
        this.steps = List.copyOf(steps);
    }

    /**
     * One line that is written to a file.
     *
     * @param file one of the kernel's
     * @param text without the line's end
     */
    public record Step(Path file, String text) {
        /** As one would type it. */
        @Override
        public String toString() {
            return "echo " + (text.isEmpty() ? "" : text + " ") + "> " + file;
        }
    }

    /**
     * What gives a device to a driver.
     *
     * @param bus where the device is
     * @param device which
     * @param driver such as {@code vfio-pci} or {@code uio_pci_generic}
     * @return not done yet; without a step if the driver has the device already
     * @throws DeviceAccessException if the kernel has no such driver, or the device is a bridge
     */
    public static DriverBinding to(PciBus bus, PciDevice device, String driver) {
        if (device.bridge()) {
            throw new DeviceAccessException(device.address(), VfioAccess.BRIDGE);
        }
        if (!Files.isDirectory(bus.folder().resolve("drivers").resolve(driver))) {
            throw new DeviceAccessException(device.address(), "can't go to " + driver
                    + ": the kernel has no such driver; load its module: modprobe " + driver);
        }
        List<Step> steps = new ArrayList<>();
        if (!device.driver().equals(Optional.of(driver))) {
            steps.add(new Step(device.folder().resolve("driver_override"), driver));
            release(device, steps);
            steps.add(new Step(bus.folder().resolve("drivers_probe"), device.address()));
        }
        return new DriverBinding(bus, device.address(), Optional.of(driver), steps);
    }

    /**
     * What gives a device back to the driver that the kernel would choose.
     *
     * @param bus where the device is
     * @param device which
     * @return not done yet
     */
    public static DriverBinding back(PciBus bus, PciDevice device) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(device.folder().resolve("driver_override"), ""));
        release(device, steps);
        steps.add(new Step(bus.folder().resolve("drivers_probe"), device.address()));
        return new DriverBinding(bus, device.address(), Optional.empty(), steps);
    }

    /**
     * What takes a device from its driver and leaves it without one.
     *
     * @param bus where the device is
     * @param device which
     * @return not done yet; without a step if it has none
     */
    public static DriverBinding free(PciBus bus, PciDevice device) {
        List<Step> steps = new ArrayList<>();
        release(device, steps);
        return new DriverBinding(bus, device.address(), Optional.empty(), steps);
    }

    private static void release(PciDevice device, List<Step> steps) {
        if (device.driver().isPresent()) {
            steps.add(new Step(device.folder().resolve("driver/unbind"), device.address()));
        }
    }

    /**
     * What there is to do.
     *
     * @return in this order
     */
    public List<Step> steps() {
        return steps;
    }

    /**
     * Does it. A driver that does not take the device leaves it as it was.
     *
     * @return the device, as it is then
     * @throws DeviceAccessException if a program has the device open, or the kernel refuses
     */
    public PciDevice apply() {
        PciDevice before = bus.device(address);
        requireUnused(before);
        String override = Sysfs.line(before.folder().resolve("driver_override"))
                .filter(name -> !name.equals("(null)")).orElse("");
        try {
            return take();
        } catch (DeviceAccessException e) {
            if (driver.isPresent() && !steps.isEmpty()) {
                restore(before, override, e);
            }
            throw e;
        }
    }

    private PciDevice take() {
        for (Step step : steps) {
            write(step);
        }
        PciDevice device = bus.device(address);
        if (driver.isPresent() && !device.driver().equals(driver)) {
            throw new DeviceAccessException(address, "was not taken by " + driver.get() + ": "
                    + (device.group().isEmpty() && PciDevice.VFIO.equals(driver.get())
                            ? "it has no IOMMU group, so turn the IOMMU on" : "dmesg says why"));
        }
        return device;
    }

    /** The kernel would wait for who has it open, for as long as that takes, and a write can't be called back. */
    private void requireUnused(PciDevice device) {
        if (steps.isEmpty() || device.group().isEmpty() || !device.driver().equals(Optional.of(PciDevice.VFIO))) {
            return;
        }
        Path group = bus.dev().resolve("vfio").resolve(device.group().get());
        int descriptor = Libc.open(group.toString(), LinuxNative.O_RDWR() | LinuxNative.O_CLOEXEC());
        if (descriptor >= 0) {
            Libc.close(descriptor);
        } else if (descriptor == -Errno.EBUSY) {
            throw new DeviceAccessException(address, VfioAccess.refusal(group, descriptor));
        }
    }

    /** Gives it back to who had it before; who may not write at all has changed nothing. */
    private void restore(PciDevice before, String override, DeviceAccessException failure) {
        try {
            write(new Step(before.folder().resolve("driver_override"), override));
            before.driver().ifPresent(ignored -> write(new Step(bus.folder().resolve("drivers_probe"), address)));
        } catch (DeviceAccessException e) {
            failure.addSuppressed(e);
        }
    }

    private void write(Step step) {
        Sysfs.write(address, "given to another driver", step);
    }
}
