// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

/** A bit in each descriptor says whose it is. */
final class BitCompletion extends Completion {
    private final RingMemory memory;
    private final int count;
    private final int descriptorSize;
    private final int offset;
    /** The word of the last slot. */
    private final long last;
    private final int mask;
    /** What the bit is in a descriptor that is done: in the first lap, and how that changes from lap to lap. */
    private final int first;
    private final int flip;
    private int done;

    BitCompletion(RingMemory memory, int count, int descriptorSize, int offset, int mask, int done, int flip) {
        this.memory = memory;
        this.count = count;
        this.descriptorSize = descriptorSize;
        this.offset = offset;
        this.last = (count - 1L) * descriptorSize + offset;
        this.mask = mask;
        this.first = done;
        this.flip = flip;
        this.done = done;
    }

    @Override
    int look(int oldest, int known, int most, int handed) {
        int slot = oldest + known;
        int wanted = done;
        if (slot >= count) {
            slot -= count;
            wanted ^= flip;
        }
        long at = place(slot);
        int found = known;
        while (found < most && (memory.getShared(at) & mask) == wanted) {
            found++;
            at += descriptorSize;
            if (at > last) {
                at = offset;
                wanted ^= flip;
            }
        }
        if (found > known && Mutation.BIT_ACQUIRE) {
            memory.acquire();
        }
        return found;
    }

    @Override
    boolean all(int oldest, int number, int handed) {
        int slot = oldest + number - 1;
        int wanted = done;
        if (slot >= count) {
            slot -= count;
            wanted ^= flip;
        }
        if ((memory.getShared(place(slot)) & mask) != wanted) {
            return false;
        }
        if (Mutation.BITS_ACQUIRE) {
            memory.acquire();
        }
        return true;
    }

    private long place(int slot) {
        return (long) slot * descriptorSize + offset;
    }

    @Override
    void lap() {
        done ^= flip;
    }

    @Override
    void restart() {
        done = first;
    }
}
