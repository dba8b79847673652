// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.fault.DeviceAccessException;
import dev.hwview.linux.DriverBinding.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A BAR that can have one of several sizes (PCI Express, "Resizable BAR"), by the kernel's files, as of Linux 5.19. A
 * card with much memory often shows 256 MiB of it until somebody asks for more.
 */
public final class ResizableBar {
    private static final int SMALLEST = 20; // bit 0 stands for 1 MiB

    private final PciDevice device;
    private final int index;
    private final long size;
    private final List<Long> sizes;

    private ResizableBar(PciDevice device, int index, long size, List<Long> sizes) {
        this.device = device;
        this.index = index;
        this.size = size;
        this.sizes = List.copyOf(sizes);
    }

    /**
     * Those of a device.
     *
     * @param device which
     * @return as they are now, in the order of their indices; none if it has none, or the kernel is older
     */
    public static List<ResizableBar> of(PciDevice device) {
        List<ResizableBar> bars = new ArrayList<>();
        List<PciResource> resources = PciResource.of(device.folder());
        for (int bar = 0; bar < resources.size(); bar++) {
            List<Long> sizes = Sysfs.line(file(device, bar)).map(ResizableBar::sizes).orElse(List.of());
            if (!sizes.isEmpty()) {
                bars.add(new ResizableBar(device, bar, resources.get(bar).size(), sizes));
            }
        }
        return bars;
    }

    /**
     * One of a device.
     *
     * @param device which
     * @param index of the BAR, from 0
     * @return as it is now
     * @throws DeviceAccessException if that one can't be resized
     */
    public static ResizableBar of(PciDevice device, int index) {
        List<ResizableBar> bars = of(device);
        return bars.stream().filter(bar -> bar.index == index).findFirst()
                .orElseThrow(() -> new DeviceAccessException(device.address(), "has no BAR " + index
                        + " that can be resized: " + (bars.isEmpty() ? "none can, or the kernel is older than 5.19"
                        : bars.stream().map(bar -> "BAR " + bar.index).collect(Collectors.joining(", ")) + " can")));
    }

    private static Path file(PciDevice device, int bar) {
        return device.folder().resolve("resource" + bar + "_resize");
    }

    /** From the kernel's bits, in hexadecimal digits alone. */
    private static List<Long> sizes(String bits) {
        List<Long> sizes = new ArrayList<>();
        if (bits.matches("[0-9a-fA-F]{1,16}")) {
            long offered = Long.parseUnsignedLong(bits, 16);
            for (int bit = 0; bit < Long.SIZE - 1 - SMALLEST; bit++) {
                if ((offered >>> bit & 1) != 0) {
                    sizes.add(1L << bit + SMALLEST);
                }
            }
        }
        return sizes;
    }

    /**
     * Which BAR it is.
     *
     * @return from 0
     */
    public int index() {
        return index;
    }

    /**
     * How large it was when it was looked at.
     *
     * @return in bytes; 0 if the kernel has found no place for it
     */
    public long size() {
        return size;
    }

    /**
     * How large it can be.
     *
     * @return in bytes, ascending
     */
    public List<Long> sizes() {
        return sizes;
    }

    /**
     * What gives it a size.
     *
     * @param wanted one of {@link #sizes}
     * @return not done yet
     * @throws DeviceAccessException if it can't have that size
     */
    public Step to(long wanted) {
        if (!sizes.contains(wanted)) {
            throw new DeviceAccessException(device.address(), "can't have " + text(wanted) + " in BAR " + index
                    + ": it offers " + sizes.stream().map(ResizableBar::text).collect(Collectors.joining(", ")));
        }
        return new Step(file(device, index), Integer.toString(Long.numberOfTrailingZeros(wanted) - SMALLEST));
    }

    /**
     * Gives it a size. Nobody may have the device: no driver, and no program its registers. The kernel has to find a
     * place that large below the same bridge, for which other devices may have to be removed first.
     *
     * @param wanted one of {@link #sizes}
     * @return the BAR, as it is then
     * @throws DeviceAccessException if it can't have that size, or the kernel refuses
     */
    public ResizableBar resize(long wanted) {
        Step step = to(wanted);
        device.driver().ifPresent(driver -> {
            throw new DeviceAccessException(device.address(), "can't be resized while the kernel's driver " + driver
                    + " has it: hwview unbind " + device.address() + " --leave-free");
        });
        Sysfs.write(device.address(), "resized", step);
        List<PciResource> resources = PciResource.of(device.folder());
        long now = index < resources.size() ? resources.get(index).size() : 0; // none where the device has gone
        if (now != wanted) {
            throw new DeviceAccessException(device.address(), "was not resized: BAR " + index + " has " + text(now)
                    + " and not " + text(wanted) + "; dmesg may say why");
        }
        return new ResizableBar(device, index, now, sizes);
    }

    /**
     * A size as people write it.
     *
     * @param bytes of whole MiB, else it is one in bytes
     * @return such as {@code 256 MiB}
     */
    public static String text(long bytes) {
        int unit = bytes <= 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / 10, 4);
        return unit < 2 ? bytes + " bytes" : (bytes >> 10 * unit) + List.of(" MiB", " GiB", " TiB").get(unit - 2);
    }

    /** Its place and its size. */
    @Override
    public String toString() {
        return "BAR " + index + " of " + device.address() + " has " + text(size);
    }
}
