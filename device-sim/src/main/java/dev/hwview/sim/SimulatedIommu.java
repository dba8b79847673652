// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.Iommu;
import dev.hwview.fault.IovaException;
import dev.hwview.fault.ResourceException;
import dev.hwview.sim.internal.Errno;
import dev.hwview.sim.internal.ffm.DevsimNative;
import java.lang.foreign.MemorySegment;

/** The IOMMU in front of a simulated device. */
record SimulatedIommu(String name, MemorySegment handle) implements Iommu {
    @Override
    public long pageSize() {
        return 4096;
    }

    @Override
    public void map(long iova, MemorySegment memory, DmaDirection direction) {
        int permission = (direction.deviceReads() ? DevsimNative.DEVSIM_DMA_TO_DEVICE() : 0)
                | (direction.deviceWrites() ? DevsimNative.DEVSIM_DMA_FROM_DEVICE() : 0);
        int status = DevsimNative.devsim_iommu_map(handle, iova, memory, memory.byteSize(), permission);
        switch (-status) {
            case 0 -> { }
            case Errno.EEXIST -> throw new IovaException(name, iova, "is mapped already");
            default -> throw new ResourceException(name,
                    "can't map 0x" + Long.toHexString(iova) + " for DMA (errno " + -status + ")");
        }
    }

    @Override
    public void unmap(long iova) {
        int status = DevsimNative.devsim_iommu_unmap(handle, iova);
        if (status != 0) {
            throw new IovaException(name, iova, "is not mapped");
        }
    }
}
