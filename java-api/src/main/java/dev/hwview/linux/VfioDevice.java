// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Scratch;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.linux.internal.ffm.vfio_device_info;
import dev.hwview.linux.internal.ffm.vfio_irq_info;
import dev.hwview.linux.internal.ffm.vfio_irq_set;
import dev.hwview.linux.internal.ffm.vfio_region_info;
import dev.hwview.register.Delay;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/** What VFIO's device descriptor can be asked for. */
final class VfioDevice {
    private static final int EVENTFDS =
            LinuxNative.VFIO_IRQ_SET_DATA_EVENTFD() | LinuxNative.VFIO_IRQ_SET_ACTION_TRIGGER();

    private static final long RESET_PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long RESET_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final String name;
    private final FileHandle file;

    VfioDevice(String name, FileHandle file) {
        this.name = name;
        this.file = file;
    }

    FileHandle file() {
        return file;
    }

    boolean canReset() {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment info = scratch.allocate(vfio_device_info.layout());
            vfio_device_info.argsz(info, (int) info.byteSize());
            check("does not say what it is", ioctl(LinuxNative.VFIO_DEVICE_GET_INFO(), info));
            return (vfio_device_info.flags(info) & LinuxNative.VFIO_DEVICE_FLAGS_RESET()) != 0;
        }
    }

    /** Waits, but not for ever, for a kernel that is at it itself, after an error of the bus. */
    void reset() {
        long deadline = System.nanoTime() + RESET_PATIENCE;
        int status = ioctl(LinuxNative.VFIO_DEVICE_RESET(), MemorySegment.NULL);
        while (status == -Errno.EAGAIN && System.nanoTime() - deadline < 0) {
            Delay.atLeastNanos(RESET_PAUSE);
            status = ioctl(LinuxNative.VFIO_DEVICE_RESET(), MemorySegment.NULL);
        }
        check("can't be reset", status);
    }

    /** A region, by VFIO's index: 0 to 5 are BARs, the seventh the ROM, then config space. */
    VfioRegion region(int index) {
        try (Arena arena = Arena.ofConfined()) {
            return VfioRegion.of(VfioInfo.ask(name, "has no region " + index, arena, info -> {
                vfio_region_info.index(info, index);
                return ioctl(LinuxNative.VFIO_DEVICE_GET_REGION_INFO(), info);
            }));
        }
    }

    /** How many interrupts there are of a kind; 0 too if the kernel does not know the kind. */
    int interrupts(int index) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment info = scratch.allocate(vfio_irq_info.layout());
            vfio_irq_info.argsz(info, (int) info.byteSize());
            vfio_irq_info.index(info, index);
            return ioctl(LinuxNative.VFIO_DEVICE_GET_IRQ_INFO(), info) < 0 ? 0 : vfio_irq_info.count(info);
        }
    }

    /**
     * Gets all interrupts of a kind ready, to be signalled nowhere as yet.
     *
     * @param count how many
     * @return 0; {@code -errno}; or how many vectors there are if that is less
     */
    int prepare(int index, int count) {
        try (Arena arena = Arena.ofConfined()) {
            int data = Integer.BYTES * count;
            MemorySegment set = arena.allocate(vfio_irq_set.data$offset() + data, Long.BYTES);
            set.asSlice(vfio_irq_set.data$offset()).fill((byte) -1); // no eventfd
            return set(set, index, 0, count, data, EVENTFDS);
        }
    }

    /**
     * Has an interrupt signalled at an eventfd.
     *
     * @return 0 or {@code -errno}
     */
    int trigger(int index, int vector, int eventfd) {
        try (Scratch scratch = Scratch.take()) {
            scratch.memory().set(JAVA_INT, vfio_irq_set.data$offset(), eventfd);
            return set(scratch.memory(), index, vector, 1, Integer.BYTES, EVENTFDS);
        }
    }

    /** Ends all interrupts of a kind. */
    int untrigger(int index) {
        return act(index, 0, LinuxNative.VFIO_IRQ_SET_ACTION_TRIGGER());
    }

    int mask(int index) {
        return act(index, 1, LinuxNative.VFIO_IRQ_SET_ACTION_MASK());
    }

    int unmask(int index) {
        return act(index, 1, LinuxNative.VFIO_IRQ_SET_ACTION_UNMASK());
    }

    private int act(int index, int count, int action) {
        try (Scratch scratch = Scratch.take()) {
            return set(scratch.memory(), index, 0, count, 0, LinuxNative.VFIO_IRQ_SET_DATA_NONE() | action);
        }
    }

    private int set(MemorySegment set, int index, int first, int count, int data, int flags) {
        vfio_irq_set.argsz(set, (int) vfio_irq_set.data$offset() + data);
        vfio_irq_set.flags(set, flags);
        vfio_irq_set.index(set, index);
        vfio_irq_set.start(set, first);
        vfio_irq_set.count(set, count);
        return ioctl(LinuxNative.VFIO_DEVICE_SET_IRQS(), set);
    }

    private int ioctl(int request, MemorySegment argument) {
        return file.ioctl(request, argument);
    }

    private void check(String problem, int status) {
        if (status < 0) {
            throw new ResourceException(name, problem + ": the kernel says " + Errno.describe(status));
        }
    }
}
