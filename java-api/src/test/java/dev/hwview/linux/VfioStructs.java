// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.hwview.linux.internal.ffm.LinuxNative;
import dev.hwview.linux.internal.ffm.vfio_iommu_type1_info;
import dev.hwview.linux.internal.ffm.vfio_region_info;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.ToIntFunction;

/** What a kernel might write, put together by hand: a struct, and capabilities wherever a test wants them. */
final class VfioStructs {
    static final int SPARSE = LinuxNative.VFIO_REGION_INFO_CAP_SPARSE_MMAP();
    static final int IOVA = LinuxNative.VFIO_IOMMU_TYPE1_INFO_CAP_IOVA_RANGE();
    private static final int MAPPED =
            LinuxNative.VFIO_REGION_INFO_FLAG_READ() | LinuxNative.VFIO_REGION_INFO_FLAG_WRITE()
            | LinuxNative.VFIO_REGION_INFO_FLAG_MMAP();

    private final MemorySegment bytes;

    private VfioStructs(int size) {
        bytes = Arena.ofAuto().allocate(size, 8);
        bytes.set(JAVA_INT_UNALIGNED, 0, size);
    }

    /** A region that can be mapped, whose capabilities begin at an offset. */
    static VfioStructs region(int room, long offset, long size, int capabilities) {
        VfioStructs it = new VfioStructs(room);
        vfio_region_info.flags(it.bytes,
                MAPPED | (capabilities == 0 ? 0 : LinuxNative.VFIO_REGION_INFO_FLAG_CAPS()));
        vfio_region_info.cap_offset(it.bytes, capabilities);
        vfio_region_info.offset(it.bytes, offset);
        vfio_region_info.size(it.bytes, size);
        return it;
    }

    /** An IOMMU with pages of some sizes. */
    static VfioStructs iommu(int room, long pageSizes, int capabilities) {
        VfioStructs it = new VfioStructs(room);
        vfio_iommu_type1_info.flags(it.bytes, (pageSizes == 0 ? 0 : LinuxNative.VFIO_IOMMU_INFO_PGSIZES())
                | (capabilities == 0 ? 0 : LinuxNative.VFIO_IOMMU_INFO_CAPS()));
        vfio_iommu_type1_info.iova_pgsizes(it.bytes, pageSizes);
        vfio_iommu_type1_info.cap_offset(it.bytes, capabilities);
        return it;
    }

    VfioStructs flags(int flags) {
        vfio_region_info.flags(bytes, flags);
        return this;
    }

    /** A capability's head. */
    VfioStructs head(int at, int id, int next) {
        bytes.set(JAVA_SHORT_UNALIGNED, at, (short) id);
        bytes.set(JAVA_SHORT_UNALIGNED, at + 2, (short) 1);
        bytes.set(JAVA_INT_UNALIGNED, at + 4, next);
        return this;
    }

    /** A capability that is a list of pairs: areas by offset and size, or addresses by the first and the last. */
    VfioStructs list(int at, int id, int next, int count, long... pairs) {
        head(at, id, next);
        bytes.set(JAVA_INT_UNALIGNED, at + 8, count);
        for (int i = 0; i < pairs.length; i++) {
            bytes.set(JAVA_LONG_UNALIGNED, at + 16 + 8L * i, pairs[i]);
        }
        return this;
    }

    VfioInfo info() {
        return new VfioInfo("vfio:test", bytes);
    }

    /** As the kernel answers: who brings less room is told how much it takes, and gets no capabilities. */
    ToIntFunction<MemorySegment> kernel() {
        return asked -> {
            if (asked.get(JAVA_INT_UNALIGNED, 0) < bytes.byteSize()) {
                asked.set(JAVA_INT_UNALIGNED, 0, (int) bytes.byteSize());
            } else {
                asked.copyFrom(bytes);
            }
            return 0;
        };
    }
}
