// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.OffsetException;

/**
 * Pieces of memory in the order in which a device is to take them, as addresses and lengths: Linux's scatterlist. Made
 * once, and filled and cleared as often as one likes, without allocation. Neighbours become one piece, and what a
 * device can't take as one is cut.
 *
 * <p>For one thread. It keeps nothing open: who closes a buffer takes care that it is on no list that is in use.
 */
public final class ScatterGather {
    private final long[] addresses;
    private final long[] lengths;
    private final long largest;
    private final long boundary;
    private int count;
    private long bytes;

    /**
     * A list for a device that takes pieces of any size.
     *
     * @param capacity how many pieces there may be, at least 1
     */
    public ScatterGather(int capacity) {
        this(capacity, Long.MAX_VALUE, 0);
    }

    /**
     * A list for a device that does not take any piece.
     *
     * @param capacity how many pieces there may be, at least 1
     * @param largest the length of the longest piece in bytes, at least 1 (Linux: {@code dma_set_max_seg_size})
     * @param boundary a power of two: no piece crosses a multiple of it, such as 4096 for pages (Linux:
     *     {@code dma_set_seg_boundary}); 0 for none
     */
    public ScatterGather(int capacity, long largest, long boundary) {
        if (capacity < 1 || largest < 1 || boundary < 0 || Long.bitCount(boundary) > 1) {
            throw new IllegalArgumentException("a list of " + capacity + " pieces of up to " + largest
                    + " bytes that cross no multiple of " + boundary + " makes no sense");
        }
        this.addresses = new long[capacity];
        this.lengths = new long[capacity];
        this.largest = largest;
        this.boundary = boundary;
    }

    /** Forgets all pieces. */
    public void clear() {
        count = 0;
        bytes = 0;
    }

    /**
     * Adds the packet of a buffer.
     *
     * @param packet is not kept
     * @return whether there was room; if not, nothing was added
     */
    public boolean add(PacketBuffer packet) {
        return add(packet.dataIova(), packet.length());
    }

    /**
     * Adds a part of a buffer.
     *
     * @param buffer is not kept
     * @param offset of the part in bytes
     * @param length of the part in bytes
     * @return whether there was room; if not, nothing was added
     * @throws OffsetException if the part is not inside
     * @throws dev.hwview.fault.ClosedException if the buffer is closed
     */
    public boolean add(DmaBuffer buffer, long offset, long length) {
        return add(buffer.iova(offset, length), length);
    }

    /**
     * Adds a part of a mapping.
     *
     * @param mapping is not kept
     * @param offset of the part in bytes
     * @param length of the part in bytes
     * @return whether there was room; if not, nothing was added
     * @throws OffsetException if the part is not inside
     * @throws dev.hwview.fault.ClosedException if the mapping is closed
     */
    public boolean add(DmaMapping mapping, long offset, long length) {
        return add(mapping.iova(offset, length), length);
    }

    /**
     * Adds memory by its address.
     *
     * @param iova as the device sees it
     * @param length in bytes; 0 adds nothing
     * @return whether there was room; if not, nothing was added
     */
    public boolean add(long iova, long length) {
        if (iova < 0 || length < 0 || iova > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException(
                    length + " bytes at 0x" + Long.toHexString(iova) + " are no piece of memory");
        }
        int countBefore = count;
        long lastBefore = count == 0 ? 0 : lengths[count - 1];
        long at = iova;
        long left = length;
        while (left > 0) {
            long fits = room(at, left);
            if (fits > 0) {
                lengths[count - 1] += fits;
            } else if (count == addresses.length) {
                count = countBefore;
                if (count > 0) {
                    lengths[count - 1] = lastBefore;
                }
                return false;
            } else {
                fits = Math.min(Math.min(left, largest), toBoundary(at));
                addresses[count] = at;
                lengths[count++] = fits;
            }
            at += fits;
            left -= fits;
        }
        bytes += length;
        return true;
    }

    /** How much of what is at an address the last piece can be longer by. */
    private long room(long at, long left) {
        if (count == 0 || addresses[count - 1] + lengths[count - 1] != at
                || boundary != 0 && (at & boundary - 1) == 0) {
            return 0;
        }
        return Math.min(Math.min(left, largest - lengths[count - 1]), toBoundary(at));
    }

    private long toBoundary(long at) {
        return boundary == 0 ? Long.MAX_VALUE : boundary - (at & boundary - 1);
    }

    /**
     * How many pieces there are.
     *
     * @return 0 to the capacity
     */
    public int size() {
        return count;
    }

    /**
     * How long all pieces are together.
     *
     * @return in bytes
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Where a piece begins, as the device sees it.
     *
     * @param index of the piece, 0 to {@link #size()} less 1
     * @return its I/O virtual address
     * @throws IndexOutOfBoundsException if there is no such piece
     */
    public long iova(int index) {
        return addresses[requirePiece(index)];
    }

    /**
     * How long a piece is.
     *
     * @param index of the piece, 0 to {@link #size()} less 1
     * @return in bytes, at least 1
     * @throws IndexOutOfBoundsException if there is no such piece
     */
    public long length(int index) {
        return lengths[requirePiece(index)];
    }

    private int requirePiece(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("there are " + count + " pieces, and none is the one at " + index);
        }
        return index;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(bytes + " bytes:");
        for (int i = 0; i < count; i++) {
            text.append(" 0x").append(Long.toHexString(addresses[i])).append('+').append(lengths[i]);
        }
        return text.toString();
    }
}
