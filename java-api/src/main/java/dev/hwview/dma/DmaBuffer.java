// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.OffsetException;
import dev.hwview.view.MemoryView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory that a program and its device both reach: the program by {@link #segment()}, the device by {@link #iova()}.
 * Made by {@link DmaSpace}. Coherent: on x86-64 and on coherent aarch64 systems no cache maintenance is needed; order
 * is made by the doorbell (an ordered register write) and by {@link Barrier}.
 *
 * <p>Closing it takes it from the device first and then from the program, so neither is left with a dangling address:
 * the segment throws after that. Any thread may use or close it.
 */
public final class DmaBuffer implements AutoCloseable {
    private final DmaSpace space;
    private final String device;
    private final long iova;
    private final MemorySegment segment;
    private final DmaDirection direction;
    private final Arena arena;
    private volatile boolean closed;
    /** The same, for who looks very often; that somebody else has closed it is seen a little later. */
    boolean gone;

    DmaBuffer(DmaSpace space, String device, long iova, MemorySegment segment, DmaDirection direction, Arena arena) {
        this.space = space;
        this.device = device;
        this.iova = iova;
        this.segment = segment;
        this.direction = direction;
        this.arena = arena;
    }

    /**
     * The memory, as the program sees it.
     *
     * @return all of the buffer; its accesses throw {@link IllegalStateException} once the buffer is closed
     * @throws ClosedException if it is closed already
     */
    public MemorySegment segment() {
        requireOpen();
        return segment;
    }

    /**
     * The memory, as a view. The device may write to it at any time, and reads it when it likes: who shares it with the
     * device orders the accesses by a doorbell or a {@link Barrier}, as with the segment.
     *
     * @return all of the buffer, of format {@code B}; its accesses throw a {@link dev.hwview.view.MemoryException}
     *     once the buffer is closed
     * @throws ClosedException if it is closed already
     */
    public MemoryView view() {
        return MemoryView.of(segment());
    }

    /**
     * The memory's address, as the device sees it.
     *
     * @return the I/O virtual address of the first byte
     * @throws ClosedException if it is closed
     */
    public long iova() {
        requireOpen();
        return iova;
    }

    /**
     * The address of a part, as the device sees it.
     *
     * @param offset of the part in bytes
     * @param length of the part in bytes
     * @return the I/O virtual address of the part's first byte
     * @throws OffsetException if the part is not inside
     * @throws ClosedException if it is closed
     */
    public long iova(long offset, long length) {
        requireOpen();
        if (offset < 0 || length < 0 || offset > size() - length) {
            throw new OffsetException(device, offset,
                    "(" + length + " bytes) is outside the " + size() + " bytes of the DMA buffer at 0x"
                            + Long.toHexString(iova));
        }
        return iova + offset;
    }

    /**
     * The size.
     *
     * @return in bytes, as asked for
     */
    public long size() {
        return segment.byteSize();
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
     * Takes it from the device, then frees it. A second call does nothing.
     *
     * @throws IllegalStateException if a system call is using the memory at this moment; the device no longer is
     */
    @Override
    public void close() {
        synchronized (space) {
            if (closed) {
                return;
            }
            closed = true;
            gone = true;
            space.unmap(this, iova);
        }
        if (arena != null) {
            arena.close();
        }
    }

    boolean open() {
        return !closed;
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException(device, "has closed the DMA buffer at 0x" + Long.toHexString(iova));
        }
    }

    @Override
    public String toString() {
        return "DMA buffer of " + device + " at 0x" + Long.toHexString(iova) + ", " + size() + " bytes, " + direction
                + (closed ? ", closed" : "");
    }
}
