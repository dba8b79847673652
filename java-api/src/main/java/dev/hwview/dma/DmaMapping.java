// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.IovaException;
import dev.hwview.fault.OffsetException;
import dev.hwview.internal.Native;
import dev.hwview.internal.ffm.HwviewNative;
import dev.hwview.view.MemoryView;
import java.lang.foreign.MemorySegment;

/**
 * The caller's own memory, lent to a device for a while: Linux's streaming mapping. Program and device take turns with
 * it, and say so: {@link #syncForDevice} when the program is done, {@link #syncForCpu} when the device is. Making one
 * and closing it do the same for all of it.
 *
 * <p>Where the device looks into the CPU's caches, a turn costs a fence. Where it does not ({@link Iommu#coherent}),
 * what the program wrote is written back for the device, and what the device wrote is read anew; only as far as the
 * direction asks for it.
 *
 * <p>Any thread may use or close it.
 */
public final class DmaMapping implements AutoCloseable {
    private final DmaSpace space;
    private final DmaBuffer buffer;
    private final MemorySegment memory;
    private final DmaDirection direction;
    private final boolean coherent;

    private DmaMapping(DmaSpace space, DmaBuffer buffer) {
        this.space = space;
        this.buffer = buffer;
        this.memory = buffer.segment();
        this.direction = buffer.direction();
        this.coherent = space.coherent();
    }

    /**
     * Lends memory to a device, which has the first turn (Linux: {@code dma_map_single}).
     *
     * @param dma of the device
     * @param memory native memory, page-aligned, whole pages; it has to outlive the mapping
     * @param direction what the device may do
     * @return to be closed when the device is done for good
     * @throws AlignmentException if the memory is not made of whole pages
     * @throws IovaException if the device can't address that much
     * @throws ClosedException if the device is closed
     */
    public static DmaMapping of(DmaSpace dma, MemorySegment memory, DmaDirection direction) {
        DmaMapping mapping = new DmaMapping(dma, dma.map(memory, direction));
        mapping.syncForDevice();
        return mapping;
    }

    /**
     * It is the device's turn with all of it.
     *
     * @throws ClosedException if the mapping is closed
     */
    public void syncForDevice() {
        syncForDevice(0, size());
    }

    /**
     * It is the device's turn with a part (Linux: {@code dma_sync_single_for_device}). What the program wrote there
     * before is visible to the device that is told of it afterwards.
     *
     * @param offset of the part in bytes
     * @param length of the part in bytes
     * @throws OffsetException if the part is not inside
     * @throws ClosedException if the mapping is closed
     */
    public void syncForDevice(long offset, long length) {
        buffer.iova(offset, length);
        if (!coherent && length > 0) {
            Native.load();
            try {
                // Also for a device that only writes: a line that is written back later would undo its work.
                HwviewNative.hwview_cache_clean(memory.asSlice(offset, length), length);
            } catch (IllegalStateException e) {
                throw gone(e);
            }
        }
        Fences.release();
    }

    /**
     * It is the program's turn with all of it.
     *
     * @throws ClosedException if the mapping is closed
     */
    public void syncForCpu() {
        syncForCpu(0, size());
    }

    /**
     * It is the program's turn with a part (Linux: {@code dma_sync_single_for_cpu}). What the device wrote there,
     * before it said so, is what the program reads.
     *
     * @param offset of the part in bytes
     * @param length of the part in bytes
     * @throws OffsetException if the part is not inside
     * @throws ClosedException if the mapping is closed
     */
    public void syncForCpu(long offset, long length) {
        buffer.iova(offset, length);
        readAnew(offset, length);
    }

    private void readAnew(long offset, long length) {
        Fences.acquire();
        if (!coherent && length > 0 && direction.deviceWrites()) {
            Native.load();
            try {
                HwviewNative.hwview_cache_flush(memory.asSlice(offset, length), length);
            } catch (IllegalStateException e) {
                throw gone(e);
            }
        }
    }

    /**
     * The memory, as the program sees it.
     *
     * @return all of it; not to be touched while it is the device's turn
     * @throws ClosedException if the mapping is closed
     */
    public MemorySegment segment() {
        return buffer.segment();
    }

    /**
     * The memory, as a view.
     *
     * @return all of it, of format {@code B}; not to be touched while it is the device's turn
     * @throws ClosedException if the mapping is closed
     */
    public MemoryView view() {
        return buffer.view();
    }

    /**
     * The memory's address, as the device sees it.
     *
     * @return the I/O virtual address of the first byte
     * @throws ClosedException if the mapping is closed
     */
    public long iova() {
        return buffer.iova();
    }

    /**
     * The address of a part, as the device sees it.
     *
     * @param offset of the part in bytes
     * @param length of the part in bytes
     * @return the I/O virtual address of the part's first byte
     * @throws OffsetException if the part is not inside
     * @throws ClosedException if the mapping is closed
     */
    public long iova(long offset, long length) {
        return buffer.iova(offset, length);
    }

    /**
     * The size.
     *
     * @return in bytes
     */
    public long size() {
        return memory.byteSize();
    }

    /**
     * What the device may do.
     *
     * @return the direction
     */
    public DmaDirection direction() {
        return direction;
    }

    /**
     * Takes the memory from the device, and it is the program's for good (Linux: {@code dma_unmap_single}). A second
     * call does nothing.
     */
    @Override
    public void close() {
        if (!buffer.open()) {
            return;
        }
        buffer.close(); // first the device, so that nothing comes after the caches are emptied
        if (memory.scope().isAlive()) {
            readAnew(0, size());
        }
    }

    private ClosedException gone(IllegalStateException cause) {
        return new ClosedException(space.device(), HardwareException.NO_OFFSET,
                "lost the memory of a mapping: its arena is closed", cause);
    }

    @Override
    public String toString() {
        return "mapping, " + buffer;
    }
}
