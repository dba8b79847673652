// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** What a device provider does for DMA: it lets the device reach memory. {@link DmaSpace} is its only caller. */
public interface Iommu {
    /**
     * The smallest unit of a mapping.
     *
     * @return in bytes, a power of two
     */
    long pageSize();

    /**
     * The addresses that can be mapped, however many the device drives. Page 0 is given to nobody who does not ask for
     * it, so that a null pointer faults.
     *
     * @return whole pages, at least one range, none overlapping another
     */
    default List<IovaRange> ranges() {
        return List.of(IovaRange.ALL);
    }

    /**
     * Whether the device looks into the CPU's caches, as it does on every x86-64. Where it does not, {@link DmaMapping}
     * writes them back and empties them.
     *
     * @return {@code true} unless a provider knows better
     */
    default boolean coherent() {
        return true;
    }

    /**
     * Lets the device reach memory.
     *
     * @param iova where the device sees it, a multiple of the page size
     * @param memory native memory, whole pages
     * @param direction what the device may do
     * @throws dev.hwview.fault.ResourceException if the system refuses
     */
    void map(long iova, MemorySegment memory, DmaDirection direction);

    /**
     * Ends a mapping; the device does not touch the memory after this returns.
     *
     * @param iova where it begins
     */
    void unmap(long iova);
}
