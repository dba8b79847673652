// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import java.lang.foreign.MemorySegment;

/** What a device provider does for DMA: it lets the device reach memory. {@link DmaSpace} is its only caller. */
public interface Iommu {
    /**
     * The smallest unit of a mapping.
     *
     * @return in bytes, a power of two
     */
    long pageSize();

    /**
     * The lowest address that can be mapped. Page 0 is left out anyway, so that a null pointer faults.
     *
     * @return in bytes, a multiple of the page size
     */
    default long lowest() {
        return pageSize();
    }

    /**
     * The highest address that can be mapped, however many the device drives.
     *
     * @return in bytes, the last one of a page
     */
    default long highest() {
        return Long.MAX_VALUE;
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
