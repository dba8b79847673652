// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.OwnershipException;
import java.util.Arrays;

/**
 * The buffer of each slot, as its number and its pool: the pool of a slot rarely changes, so that a slot gets a buffer
 * without the store of a reference, of which a collector would have to hear.
 */
final class AttachedBuffers {
    private static final int NONE = -1;

    private final String ring;
    private final DmaSpace space;
    private final DmaPool[] pools;
    private final int[] indices;

    AttachedBuffers(String ring, DmaSpace space, int count) {
        this.ring = ring;
        this.space = space;
        this.pools = new DmaPool[count];
        this.indices = new int[count];
        Arrays.fill(indices, NONE);
    }

    /** The slot is one. */
    void attach(int slot, PacketBuffer buffer) {
        if (indices[slot] != NONE) {
            throw new OwnershipException(ring, "has " + get(slot) + " in slot " + slot + " already");
        }
        if (pools[slot] != buffer.pool) {
            take(slot, buffer.pool);
        }
        buffer.enter(ring);
        indices[slot] = buffer.index();
    }

    PacketBuffer get(int slot) {
        int index = indices[slot];
        return index == NONE ? null : pools[slot].buffer(index);
    }

    PacketBuffer detach(int slot) {
        int index = indices[slot];
        if (index == NONE) {
            return null;
        }
        indices[slot] = NONE;
        PacketBuffer buffer = pools[slot].buffer(index);
        buffer.leave();
        return buffer;
    }

    /** All of them, or none if one is refused; in slots from one on, which are free. */
    void attach(int first, PacketBuffer[] from, int offset, int number) {
        int slot = first;
        int done = 0;
        try {
            while (done < number) {
                attach(slot, from[offset + done]);
                slot = next(slot);
                done++;
            }
        } catch (RuntimeException e) {
            slot = first;
            while (done-- > 0) {
                detach(slot);
                slot = next(slot);
            }
            throw e;
        }
    }

    /** Fresh ones, of which the pool has so many. */
    void attach(int first, DmaPool pool, int number) {
        int slot = first;
        for (int i = 0; i < number; i++) {
            if (indices[slot] != NONE) {
                throw new OwnershipException(ring, "has " + get(slot) + " in slot " + slot + " already");
            }
            if (pools[slot] != pool) {
                take(slot, pool);
            }
            indices[slot] = pool.takeAttached();
            slot = next(slot);
        }
    }

    void detach(int first, PacketBuffer[] into, int offset, int number) {
        int slot = first;
        for (int i = 0; i < number; i++) {
            into[offset + i] = detach(slot);
            slot = next(slot);
        }
    }

    /** Gives some back to their pools. */
    void giveBack(int first, int number) {
        int slot = first;
        for (int i = 0; i < number; i++) {
            int index = indices[slot];
            if (index != NONE) {
                indices[slot] = NONE;
                pools[slot].giveAttached(index);
            }
            slot = next(slot);
        }
    }

    private int next(int slot) {
        return slot + 1 == indices.length ? 0 : slot + 1;
    }

    /** Gives all back, each of them even if another is refused. */
    void giveBack() {
        RuntimeException failure = null;
        for (int slot = 0; slot < indices.length; slot++) {
            PacketBuffer buffer = detach(slot);
            try {
                if (buffer != null) {
                    buffer.close();
                }
            } catch (RuntimeException e) { // its pool is closed
                if (failure == null) {
                    failure = e;
                } else if (failure != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void take(int slot, DmaPool pool) {
        if (!pool.reaches(space)) {
            throw new OwnershipException(ring,
                    "can't have a buffer of " + pool.name() + ": " + space.device() + " does not reach its memory");
        }
        pools[slot] = pool;
    }
}
