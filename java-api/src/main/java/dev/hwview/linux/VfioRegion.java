// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.linux.internal.ffm.vfio_region_info;
import dev.hwview.linux.internal.ffm.vfio_region_info_cap_sparse_mmap;
import dev.hwview.linux.internal.ffm.vfio_region_sparse_mmap_area;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of VFIO's device file that is a BAR, or config space.
 *
 * @param offset in the file
 * @param size 0 if there is none
 * @param areas what of it can be mapped
 */
record VfioRegion(long offset, long size, List<Area> areas) {
    /** A part of a region that can be mapped. */
    record Area(long offset, long size) {}

    /** Reads what the kernel told of it. */
    static VfioRegion of(VfioInfo info) {
        long offset = vfio_region_info.offset(info.bytes());
        long size = vfio_region_info.size(info.bytes());
        if (offset < 0 || size < 0 || size > Long.MAX_VALUE - offset) {
            throw info.nonsense("a region of 0x" + Long.toHexString(size) + " bytes at 0x" + Long.toHexString(offset));
        }
        return new VfioRegion(offset, size, size == 0 ? List.of() : areas(info, size));
    }

    private static List<Area> areas(VfioInfo info, long size) {
        int flags = vfio_region_info.flags(info.bytes());
        if ((flags & LinuxNative.VFIO_REGION_INFO_FLAG_MMAP()) == 0) {
            return List.of();
        }
        boolean capable = (flags & LinuxNative.VFIO_REGION_INFO_FLAG_CAPS()) != 0;
        try (Arena arena = Arena.ofConfined()) {
            long first = capable ? Integer.toUnsignedLong(vfio_region_info.cap_offset(info.bytes())) : 0;
            Optional<MemorySegment> sparse =
                    info.capability(first, LinuxNative.VFIO_REGION_INFO_CAP_SPARSE_MMAP(), arena);
            return sparse.isPresent() ? areas(info, size, sparse.get()) : List.of(new Area(0, size));
        }
    }

    private static List<Area> areas(VfioInfo info, long size, MemorySegment sparse) {
        long begin = vfio_region_info_cap_sparse_mmap.sizeof();
        MemorySegment list = info.list(sparse, 0, 1, begin); // the head itself
        int count = vfio_region_info_cap_sparse_mmap.nr_areas(list);
        MemorySegment told = info.list(sparse, begin, count, vfio_region_sparse_mmap_area.sizeof());
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemorySegment one = vfio_region_sparse_mmap_area.asSlice(told, i);
            Area area = new Area(vfio_region_sparse_mmap_area.offset(one), vfio_region_sparse_mmap_area.size(one));
            if (area.offset() < 0 || area.size() < 0 || area.offset() > size || area.size() > size - area.offset()) {
                throw info.nonsense("an area of 0x" + Long.toHexString(area.size()) + " bytes at 0x"
                        + Long.toHexString(area.offset()) + " of a region of 0x" + Long.toHexString(size));
            }
            if (area.size() != 0) {
                areas.add(area);
            }
        }
        return areas;
    }

    /** The registers in it: mapped where they can be, and by calls where not. */
    RegisterSpace open(String title, FileHandle file, DeviceMemory memory, Presence presence) {
        if (areas.equals(List.of(new Area(0, size)))) {
            return memory.map(title, file, offset, size, presence);
        }
        List<FileRegisterSpace.Part> parts = new ArrayList<>();
        for (Area area : areas) {
            RegisterSpace mapped = memory.map(title + " from 0x" + Long.toHexString(area.offset()), file,
                    offset + area.offset(), area.size(), presence);
            parts.add(new FileRegisterSpace.Part(area.offset(), mapped));
        }
        return FileRegisterSpace.of(title, size, file, offset, presence, parts);
    }
}
