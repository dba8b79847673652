// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.IovaException;
import dev.hwview.fault.ResourceException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The memory that one device can reach by DMA. Nothing is reachable until a buffer is allocated or mapped here; a
 * device that strays gets an IOMMU fault instead of somebody's bytes.
 *
 * <p>Any thread may call it; allocating and closing are not for the hot path.
 */
public final class DmaSpace implements AutoCloseable {
    /** What some device reaches: if all forget to close it, its memory still must not be collected under the device. */
    private static final Set<DmaBuffer> REACHED = ConcurrentHashMap.newKeySet();

    /** What the drivers of Linux begin with too: a device that drives less has to say so, one that drives more may. */
    private static final long DEFAULT_MASK = 0xFFFF_FFFFL;

    private final String device;
    private final Iommu iommu;
    private final IovaAllocator addresses;
    private final Set<DmaBuffer> buffers = new LinkedHashSet<>();
    private boolean closed;

    /**
     * For device providers.
     *
     * @param device the name in messages
     * @param iommu lets the device reach memory
     * @param mask the highest address that the device drives as far as the provider knows, such as {@code 0x0fff_ffff};
     *     all ones if it does not. More than 32 bits are for the driver to ask for
     */
    public DmaSpace(String device, Iommu iommu, long mask) {
        this.device = device;
        this.iommu = iommu;
        this.addresses = new IovaAllocator(device, iommu.pageSize(), iommu.ranges(),
                mask < 0 ? DEFAULT_MASK : Math.min(mask, DEFAULT_MASK));
    }

    /**
     * The device's name.
     *
     * @return as in messages, such as {@code sim:edu}
     */
    public String device() {
        return device;
    }

    /**
     * The highest address that later buffers may have: what the device drives, or less where the IOMMU has less.
     *
     * @return such as {@code 0x0fff_ffff} for 28 bits
     */
    public synchronized long mask() {
        return addresses.mask();
    }

    /**
     * Says how many address bits the device drives (Linux: {@code dma_set_mask}). Later buffers lie within, as low as
     * there is a place. A driver that says nothing has 32 bits, or fewer where the provider knows the device.
     *
     * @param bits 12 to 64; no address has the highest one set
     */
    public synchronized void mask(int bits) {
        requireOpen();
        if (bits < 12 || bits > 64) {
            throw new IllegalArgumentException(device + ": a DMA mask has 12 to 64 bits, not " + bits);
        }
        addresses.mask(bits < 63 ? (1L << bits) - 1 : Long.MAX_VALUE);
    }

    /**
     * Allocates a buffer that both sides may read and write, page-aligned and zeroed.
     *
     * @param size in bytes, at least 1
     * @return the buffer
     */
    public DmaBuffer allocate(long size) {
        return allocate(size, iommu.pageSize(), DmaDirection.BIDIRECTIONAL);
    }

    /**
     * Allocates a buffer, zeroed.
     *
     * @param size in bytes, at least 1
     * @param alignment of its address and its IOVA, a power of two; less than a page is a page
     * @param direction what the device may do
     * @return the buffer
     * @throws AlignmentException if the alignment is no power of two
     * @throws IovaException if the device can't address that much
     */
    public synchronized DmaBuffer allocate(long size, long alignment, DmaDirection direction) {
        requireOpen();
        if (size < 1) {
            throw new IllegalArgumentException(device + ": a DMA buffer has at least 1 byte, not " + size);
        }
        if (alignment < 1 || Long.bitCount(alignment) != 1) {
            throw new AlignmentException(device, 0, "can't be aligned to " + alignment + ": it is no power of two",
                    null);
        }
        long aligned = Math.max(alignment, iommu.pageSize());
        long pages = wholePages(size);
        long iova = addresses.take(pages, aligned);
        Arena arena = Arena.ofShared();
        try {
            return map(iova, arena.allocate(pages, aligned), size, direction, arena);
        } catch (RuntimeException e) {
            addresses.release(iova);
            arena.close();
            throw e;
        } catch (OutOfMemoryError e) {
            addresses.release(iova);
            arena.close();
            throw new ResourceException(device, "has no memory for a DMA buffer of " + size + " bytes", e);
        }
    }

    /**
     * Lets the device reach memory that is there already, such as a mapped file. The memory has to outlive the buffer.
     *
     * @param memory native memory, page-aligned, whole pages
     * @param direction what the device may do
     * @return a buffer over it; closing it ends the mapping and leaves the memory
     * @throws AlignmentException if the memory is not made of whole pages
     */
    public synchronized DmaBuffer map(MemorySegment memory, DmaDirection direction) {
        requireOpen();
        requirePages(memory);
        long iova = addresses.take(memory.byteSize(), iommu.pageSize());
        return mapOrRelease(iova, memory, direction);
    }

    /**
     * Lets the device reach memory at an address of the caller's choice.
     *
     * @param iova where the device is to see it
     * @param memory native memory, page-aligned, whole pages
     * @param direction what the device may do
     * @return a buffer over it; closing it ends the mapping and leaves the memory
     * @throws IovaException if the address is taken, misaligned or beyond the device's mask
     * @throws AlignmentException if the memory is not made of whole pages
     */
    public synchronized DmaBuffer mapAt(long iova, MemorySegment memory, DmaDirection direction) {
        requireOpen();
        requirePages(memory);
        addresses.takeAt(iova, memory.byteSize());
        return mapOrRelease(iova, memory, direction);
    }

    /**
     * The buffers that are open.
     *
     * @return in the order of their making
     */
    public synchronized List<DmaBuffer> buffers() {
        return new ArrayList<>(buffers);
    }

    /**
     * Ends all mappings and closes all buffers, each of them even if another fails. A second call does nothing.
     *
     * @throws IllegalStateException if a system call is using a buffer at this moment
     */
    @Override
    public synchronized void close() {
        closed = true;
        RuntimeException failure = null;
        for (DmaBuffer buffer : buffers()) {
            try {
                buffer.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Whether the device looks into the CPU's caches.
     *
     * @return {@code true} on every x86-64
     */
    public boolean coherent() {
        return iommu.coherent();
    }

    /** The smallest unit of a mapping. */
    long pageSize() {
        return iommu.pageSize();
    }

    /** Where memory could be mapped, not before an address, if nobody else is quicker. */
    synchronized long freeAddress(long from, long size, long alignment) {
        requireOpen();
        return addresses.find(from, wholePages(size), alignment);
    }

    private DmaBuffer mapOrRelease(long iova, MemorySegment memory, DmaDirection direction) {
        try {
            return map(iova, memory, memory.byteSize(), direction, null);
        } catch (RuntimeException e) {
            addresses.release(iova);
            throw e;
        }
    }

    /** Allocates a buffer whose memory outlives its closing, for as long as anything refers to it. */
    synchronized DmaBuffer allocateCollected(long size) {
        requireOpen();
        long pages = wholePages(size);
        long iova = addresses.take(pages, iommu.pageSize());
        try {
            return map(iova, Arena.ofAuto().allocate(pages, iommu.pageSize()), size, DmaDirection.BIDIRECTIONAL, null);
        } catch (RuntimeException e) {
            addresses.release(iova);
            throw e;
        } catch (OutOfMemoryError e) {
            addresses.release(iova);
            throw new ResourceException(device, "has no memory for a ring of " + size + " bytes", e);
        }
    }

    private DmaBuffer map(long iova, MemorySegment memory, long size, DmaDirection direction, Arena arena) {
        iommu.map(iova, memory, direction);
        DmaBuffer buffer = new DmaBuffer(this, device, iova, memory.asSlice(0, size), direction, arena);
        buffers.add(buffer);
        REACHED.add(buffer);
        return buffer;
    }

    /** The device first, then the address: nobody gets an address that a device may still use. */
    synchronized void unmap(DmaBuffer buffer, long iova) {
        if (buffers.remove(buffer)) {
            iommu.unmap(iova);
            addresses.release(iova);
            REACHED.remove(buffer);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException(device, "is closed");
        }
    }

    private void requirePages(MemorySegment memory) {
        if (!memory.isNative() || memory.byteSize() == 0
                || memory.address() % iommu.pageSize() != 0 || memory.byteSize() % iommu.pageSize() != 0) {
            throw new AlignmentException(device, 0,
                    "can't reach this memory by DMA: it is not made of whole pages of native memory", null);
        }
    }

    private long wholePages(long size) {
        if (size > addresses.mask() - iommu.pageSize() + 1) { // page 0 is nobody's; and the sum can't overflow
            throw addresses.exhausted(size);
        }
        return (size + iommu.pageSize() - 1) / iommu.pageSize() * iommu.pageSize();
    }
}
