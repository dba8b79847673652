// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.Iommu;
import dev.hwview.fault.DeviceAccessException;
import java.lang.foreign.MemorySegment;

/**
 * DMA where no IOMMU is in the program's hands: refused. A device would be told physical addresses, which only root can
 * find out, which the kernel may change under the program, and past which a device that strays overwrites anything.
 */
record NoDma(String name) implements Iommu {
    @Override
    public long pageSize() {
        return 4096;
    }

    @Override
    public void map(long iova, MemorySegment memory, DmaDirection direction) {
        throw new DeviceAccessException(name,
                "has no DMA: without an IOMMU it would need physical addresses, which are for"
                + " root and guard nothing; open it as vfio: instead");
    }

    @Override
    public void unmap(long iova) {
        // Nothing is mapped.
    }
}
