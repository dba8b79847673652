// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.Iommu;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.linux.internal.ffm.vfio_info_cap_header;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_dma_map;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_dma_unmap;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_info;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_info_cap_iova_range;
import dev.hwview.linux.internal.ffm.vfio_iova_range;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The machine's IOMMU, as far as one container goes. The kernel pins what is mapped. */
final class VfioIommu implements Iommu {
    /** As many bytes as any list of capabilities has taken so far, and more. */
    private static final int INFO_ROOM = 4096;

    private final String name;
    private final FileHandle container;
    private final long pageSize;
    /** The addresses below the first hole, which on x86-64 is where interrupts are written to, short of 4 GiB. */
    private final long lowest;
    private final long highest;
    /** The kernel wants to know the size again when a mapping ends. */
    private final Map<Long, Long> sizes = new ConcurrentHashMap<>();

    VfioIommu(String name, FileHandle container) {
        this.name = name;
        this.container = container;
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment info = scratch.allocate(INFO_ROOM, 8);
            vfio_iommu_type1_info.argsz(info, INFO_ROOM);
            check("does not tell its page sizes", ioctl(LinuxNative.VFIO_IOMMU_GET_INFO(), info));
            boolean told = (vfio_iommu_type1_info.flags(info) & LinuxNative.VFIO_IOMMU_INFO_PGSIZES()) != 0;
            this.pageSize = told ? Long.lowestOneBit(vfio_iommu_type1_info.iova_pgsizes(info)) : 4096;
            MemorySegment range = firstRange(info, scratch);
            this.lowest = range == null ? pageSize : Math.max(vfio_iova_range.start(range), pageSize);
            this.highest = range == null || vfio_iova_range.end(range) < 0 ? Long.MAX_VALUE : vfio_iova_range.end(range);
        }
    }

    /** Returns null if the kernel does not tell, as before Linux 5.4. */
    private static MemorySegment firstRange(MemorySegment info, Arena scratch) {
        boolean capable = (vfio_iommu_type1_info.flags(info) & LinuxNative.VFIO_IOMMU_INFO_CAPS()) != 0;
        long next = capable ? vfio_iommu_type1_info.cap_offset(info) : 0;
        while (next != 0) {
            // The kernel puts them behind each other without a thought of their alignment.
            MemorySegment capability = scratch.allocate(INFO_ROOM - next, 8).copyFrom(info.asSlice(next));
            if (Short.toUnsignedInt(vfio_info_cap_header.id(capability)) == LinuxNative.VFIO_IOMMU_TYPE1_INFO_CAP_IOVA_RANGE()
                    && vfio_iommu_type1_info_cap_iova_range.nr_iovas(capability) > 0) {
                return capability.asSlice(vfio_iommu_type1_info_cap_iova_range.iova_ranges$offset());
            }
            next = Integer.toUnsignedLong(vfio_info_cap_header.next(capability));
        }
        return null;
    }

    @Override
    public long lowest() {
        return lowest;
    }

    @Override
    public long highest() {
        return highest;
    }

    @Override
    public long pageSize() {
        return pageSize;
    }

    @Override
    public void map(long iova, MemorySegment memory, DmaDirection direction) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment map = scratch.allocate(vfio_iommu_type1_dma_map.layout());
            vfio_iommu_type1_dma_map.argsz(map, (int) map.byteSize());
            vfio_iommu_type1_dma_map.flags(map, (direction.deviceReads() ? LinuxNative.VFIO_DMA_MAP_FLAG_READ() : 0)
                    | (direction.deviceWrites() ? LinuxNative.VFIO_DMA_MAP_FLAG_WRITE() : 0));
            vfio_iommu_type1_dma_map.vaddr(map, memory.address());
            vfio_iommu_type1_dma_map.iova(map, iova);
            vfio_iommu_type1_dma_map.size(map, memory.byteSize());
            int status = ioctl(LinuxNative.VFIO_IOMMU_MAP_DMA(), map);
            if (status == -Errno.ENOMEM) {
                throw new ResourceException(name, "may not lock " + memory.byteSize() + " bytes more in memory for DMA:"
                        + " raise the limit (ulimit -l, LimitMEMLOCK= in a unit of systemd)");
            }
            check("can't reach memory at I/O address 0x" + Long.toHexString(iova), status);
        }
        sizes.put(iova, memory.byteSize());
    }

    @Override
    public void unmap(long iova) {
        Long size = sizes.remove(iova);
        if (size == null) {
            return;
        }
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment unmap = scratch.allocate(vfio_iommu_type1_dma_unmap.layout());
            vfio_iommu_type1_dma_unmap.argsz(unmap, (int) unmap.byteSize());
            vfio_iommu_type1_dma_unmap.iova(unmap, iova);
            vfio_iommu_type1_dma_unmap.size(unmap, size);
            check("keeps its memory at I/O address 0x" + Long.toHexString(iova),
                    ioctl(LinuxNative.VFIO_IOMMU_UNMAP_DMA(), unmap));
        }
    }

    private int ioctl(int request, MemorySegment argument) {
        return container.ioctl(request, argument);
    }

    private void check(String problem, int status) {
        if (status < 0) {
            throw new ResourceException(name, problem + ": the kernel says " + Errno.describe(status));
        }
    }
}
