// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import java.util.ArrayList;
import java.util.List;

/** How a {@link DmaPool} is to be. For one thread; each setter returns the builder. */
public final class DmaPoolBuilder {
    /** The sizes are multiples of it, so that no two buffers share a cache line. */
    private static final int LINE = 64;

    final List<DmaSpace> spaces = new ArrayList<>();
    int count = 1024;
    int size = 2048;
    int headroom;
    DmaDirection direction = DmaDirection.BIDIRECTIONAL;
    boolean hugePages;
    boolean trackLeaks;
    String name;

    DmaPoolBuilder(DmaSpace dma) {
        spaces.add(dma);
        name = "pool of " + dma.device();
    }

    /**
     * Lets another device reach the buffers too, at the same addresses, so that what one received the other one can
     * send.
     *
     * @param other the other device's
     * @return this
     */
    public DmaPoolBuilder and(DmaSpace other) {
        if (!spaces.contains(other)) {
            spaces.add(other);
        }
        return this;
    }

    /**
     * How many buffers.
     *
     * @param buffers at least 1; 1024 if nothing is said
     * @return this
     */
    public DmaPoolBuilder count(int buffers) {
        if (buffers < 1) {
            throw new IllegalArgumentException(name + ": a pool has at least 1 buffer, not " + buffers);
        }
        count = buffers;
        return this;
    }

    /**
     * How large each buffer is. Where buffers' begins are used most, a size that is no power of two spreads them over
     * the cache: of buffers 2048 bytes apart, the first lines share two sets of a first-level cache with 64.
     *
     * @param bytes a multiple of 64; 2048 if nothing is said
     * @return this
     */
    public DmaPoolBuilder size(int bytes) {
        if (bytes < LINE || bytes % LINE != 0) {
            throw new IllegalArgumentException(name + ": the size of a buffer is a multiple of 64, not " + bytes);
        }
        size = bytes;
        return this;
    }

    /**
     * How many bytes of each buffer are before its packet, for headers that may be put there.
     *
     * @param bytes 0 or more; 0 if nothing is said
     * @return this
     */
    public DmaPoolBuilder headroom(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException(name + ": headroom is 0 bytes or more, not " + bytes);
        }
        headroom = bytes;
        return this;
    }

    /**
     * What the devices may do.
     *
     * @param itsDirection both if nothing is said
     * @return this
     */
    public DmaPoolBuilder direction(DmaDirection itsDirection) {
        direction = itsDirection;
        return this;
    }

    /**
     * Whether the memory is to be of huge pages, if the system has some; {@link DmaPool#pages} tells.
     *
     * @param wanted not if nothing is said
     * @return this
     */
    public DmaPoolBuilder hugePages(boolean wanted) {
        hugePages = wanted;
        return this;
    }

    /**
     * Whether to remember where each buffer was taken. Allocates at each take, so it is for tests and for the search.
     *
     * @param wanted not if nothing is said
     * @return this
     */
    public DmaPoolBuilder trackLeaks(boolean wanted) {
        trackLeaks = wanted;
        return this;
    }

    /**
     * The name in messages.
     *
     * @param itsName such as {@code rx pool of sim:e1000e}
     * @return this
     */
    public DmaPoolBuilder name(String itsName) {
        name = itsName;
        return this;
    }

    /**
     * Makes the pool, and all that it will ever allocate.
     *
     * @return with all its buffers in it
     * @throws dev.hwview.fault.IovaException if a device can't address that much
     * @throws dev.hwview.fault.ResourceException if there is not so much memory
     * @throws dev.hwview.fault.ClosedException if a device is closed
     */
    public DmaPool build() {
        if (headroom >= size) {
            throw new IllegalArgumentException(
                    name + ": " + headroom + " bytes of headroom leave nothing of a buffer of " + size);
        }
        PoolMemory memory = PoolMemory.allocate(this, (long) count * size);
        try {
            return new DmaPool(this, memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }
}
