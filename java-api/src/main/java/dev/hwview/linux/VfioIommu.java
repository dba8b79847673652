// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.Iommu;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.Libc;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_dma_map;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_dma_unmap;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_info;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The machine's IOMMU, as far as one container goes. The kernel pins what is mapped. */
final class VfioIommu implements Iommu {
    private final String name;
    private final FileHandle container;
    private final long pageSize;
    /** The kernel wants to know the size again when a mapping ends. */
    private final Map<Long, Long> sizes = new ConcurrentHashMap<>();

    VfioIommu(String name, FileHandle container) {
        this.name = name;
        this.container = container;
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment info = scratch.allocate(vfio_iommu_type1_info.layout());
            vfio_iommu_type1_info.argsz(info, (int) info.byteSize());
            check("does not tell its page sizes", ioctl(LinuxNative.VFIO_IOMMU_GET_INFO(), info));
            boolean told = (vfio_iommu_type1_info.flags(info) & LinuxNative.VFIO_IOMMU_INFO_PGSIZES()) != 0;
            this.pageSize = told ? Long.lowestOneBit(vfio_iommu_type1_info.iova_pgsizes(info)) : 4096;
        }
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
        return (int) container.call(descriptor -> Libc.ioctl(descriptor, request, argument));
    }

    private void check(String problem, int status) {
        if (status < 0) {
            throw new ResourceException(name, problem + ": the kernel says " + Errno.describe(status));
        }
    }
}
