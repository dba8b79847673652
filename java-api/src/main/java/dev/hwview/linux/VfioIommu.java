// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.Iommu;
import dev.hwview.dma.IovaRange;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.internal.Errno;
import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_dma_map;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_dma_unmap;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_info;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_info_cap_iova_range;
import dev.hwview.linux.internal.ffm.vfio_iova_range;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The machine's IOMMU, as far as one container goes. The kernel pins what is mapped. */
final class VfioIommu implements Iommu {
    private final String name;
    private final FileHandle container;
    private final long pageSize;
    private final List<IovaRange> ranges;
    /** The kernel wants to know the size again when a mapping ends. */
    private final Map<Long, Long> sizes = new ConcurrentHashMap<>();

    VfioIommu(String name, FileHandle container) {
        this.name = name;
        this.container = container;
        try (Arena arena = Arena.ofConfined()) {
            VfioInfo info = VfioInfo.ask(name, "does not tell its IOMMU's page sizes", arena,
                    bytes -> ioctl(LinuxNative.VFIO_IOMMU_GET_INFO(), bytes));
            this.pageSize = pageSize(info);
            this.ranges = ranges(info, pageSize);
        }
    }

    /** The smallest one; the CPU's if the kernel does not tell. */
    static long pageSize(VfioInfo info) {
        boolean told = (vfio_iommu_type1_info.flags(info.bytes()) & LinuxNative.VFIO_IOMMU_INFO_PGSIZES()) != 0;
        return told ? Math.max(4096, Long.lowestOneBit(vfio_iommu_type1_info.iova_pgsizes(info.bytes()))) : 4096;
    }

    /** The whole pages that can be mapped: all, if the kernel does not tell, as before Linux 5.4. */
    static List<IovaRange> ranges(VfioInfo info, long pageSize) {
        boolean capable = (vfio_iommu_type1_info.flags(info.bytes()) & LinuxNative.VFIO_IOMMU_INFO_CAPS()) != 0;
        try (Arena arena = Arena.ofConfined()) {
            long first = capable ? Integer.toUnsignedLong(vfio_iommu_type1_info.cap_offset(info.bytes())) : 0;
            Optional<MemorySegment> capability =
                    info.capability(first, LinuxNative.VFIO_IOMMU_TYPE1_INFO_CAP_IOVA_RANGE(), arena);
            return capability.isPresent() ? ranges(info, pageSize, capability.get()) : List.of(IovaRange.ALL);
        }
    }

    private static List<IovaRange> ranges(VfioInfo info, long pageSize, MemorySegment capability) {
        long begin = vfio_iommu_type1_info_cap_iova_range.sizeof();
        int count = vfio_iommu_type1_info_cap_iova_range.nr_iovas(info.list(capability, 0, 1, begin));
        MemorySegment told = info.list(capability, begin, count, vfio_iova_range.sizeof());
        List<IovaRange> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemorySegment one = vfio_iova_range.asSlice(told, i);
            long start = vfio_iova_range.start(one);
            long last = vfio_iova_range.end(one);
            if (Long.compareUnsigned(start, last) > 0) {
                throw info.nonsense("I/O addresses from 0x" + Long.toHexString(start) + " to 0x"
                        + Long.toHexString(last));
            }
            if (start < 0 || start > Long.MAX_VALUE - pageSize) {
                continue; // nobody needs those of 64 bits
            }
            long first = (start + pageSize - 1) / pageSize * pageSize;
            long end = last < 0 || last == Long.MAX_VALUE ? Long.MAX_VALUE : (last + 1) / pageSize * pageSize - 1;
            if (first <= end) {
                ranges.add(new IovaRange(first, end));
            }
        }
        if (ranges.isEmpty()) {
            throw info.nonsense("an IOMMU without an address");
        }
        return ranges;
    }

    @Override
    public List<IovaRange> ranges() {
        return ranges;
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
            if (status == -Errno.ENOSPC) {
                throw new ResourceException(name, "has " + sizes.size() + " buffers for DMA, and the kernel allows no"
                        + " more: take fewer and larger ones, such as a pool, or raise dma_entry_limit of its module"
                        + " vfio_iommu_type1");
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
