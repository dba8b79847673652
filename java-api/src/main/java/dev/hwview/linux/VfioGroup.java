// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.hwview.fault.DeviceAccessException;
import dev.hwview.internal.Native;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.linux.internal.ffm.vfio_group_status;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * An IOMMU group in a container of its own, and one device of it: what the kernel lends, and takes back when it closes.
 */
final class VfioGroup implements AutoCloseable {
    private final FileHandle container;
    private final FileHandle group;
    private final FileHandle device;

    private VfioGroup(FileHandle container, FileHandle group, FileHandle device) {
        this.container = container;
        this.group = group;
        this.device = device;
    }

    static VfioGroup open(String name, PciDevice pci, PciBus bus) {
        Native.requireAccess(name);
        FileHandle container = open(name, bus.dev().resolve("vfio/vfio"));
        try {
            FileHandle group = open(name, bus.dev().resolve("vfio").resolve(pci.group().orElseThrow()));
            try {
                return new VfioGroup(container, group, open(name, pci, bus, container, group));
            } catch (RuntimeException | Error e) {
                Closing.after(e, group::close);
                throw e;
            }
        } catch (RuntimeException | Error e) {
            Closing.after(e, container::close);
            throw e;
        }
    }

    private static FileHandle open(String name, Path file) {
        int descriptor = Libc.open(file.toString(), LinuxNative.O_RDWR() | LinuxNative.O_CLOEXEC());
        if (descriptor < 0) {
            throw new DeviceAccessException(name, VfioAccess.refusal(file, descriptor));
        }
        return new FileHandle(name, descriptor);
    }

    private static FileHandle open(String name, PciDevice pci, PciBus bus, FileHandle container, FileHandle group) {
        try (Arena scratch = Arena.ofConfined()) {
            int api = Libc.ioctl(container.descriptor(), LinuxNative.VFIO_GET_API_VERSION(), MemorySegment.NULL);
            MemorySegment type1v2 = MemorySegment.ofAddress(LinuxNative.VFIO_TYPE1v2_IOMMU());
            if (api != LinuxNative.VFIO_API_VERSION()
                    || Libc.ioctl(container.descriptor(), LinuxNative.VFIO_CHECK_EXTENSION(), type1v2) <= 0) {
                throw new DeviceAccessException(name, "can't be lent: the kernel's VFIO has no IOMMU of type 1 v2;"
                        + " load its module: modprobe vfio_iommu_type1");
            }
            MemorySegment status = scratch.allocate(vfio_group_status.layout());
            vfio_group_status.argsz(status, (int) status.byteSize());
            check(name, "can't tell its group's state", ioctl(group, LinuxNative.VFIO_GROUP_GET_STATUS(), status));
            if ((vfio_group_status.flags(status) & LinuxNative.VFIO_GROUP_FLAGS_VIABLE()) == 0) {
                throw new DeviceAccessException(name, VfioAccess.notViable(pci, bus));
            }
            MemorySegment number = scratch.allocateFrom(JAVA_INT, container.descriptor());
            check(name, "can't put its group into a container",
                    ioctl(group, LinuxNative.VFIO_GROUP_SET_CONTAINER(), number));
            int iommu = Libc.ioctl(container.descriptor(), LinuxNative.VFIO_SET_IOMMU(), type1v2);
            if (iommu == -Errno.EPERM) {
                throw new DeviceAccessException(name,
                        "can't be lent: the IOMMU does not remap interrupts, so a device could"
                        + " forge them; turn that on (x2APIC in the firmware), or accept it:"
                        + " echo 1 > /sys/module/vfio_iommu_type1/parameters/allow_unsafe_interrupts");
            }
            check(name, "can't have an IOMMU", iommu);
            int descriptor = (int) ioctl(group, LinuxNative.VFIO_GROUP_GET_DEVICE_FD(),
                    scratch.allocateFrom(pci.address()));
            check(name, "can't be taken from its group", descriptor);
            return new FileHandle(name, descriptor);
        }
    }

    private static long ioctl(FileHandle file, int request, MemorySegment argument) {
        return file.ioctl(request, argument);
    }

    private static void check(String name, String problem, long status) {
        if (status < 0) {
            throw new DeviceAccessException(name, problem + ": the kernel says " + Errno.describe(status));
        }
    }

    FileHandle container() {
        return container;
    }

    FileHandle device() {
        return device;
    }

    /** The device last opened is the first to go. */
    @Override
    public void close() {
        Closing.all(device::close, group::close, container::close);
    }
}
