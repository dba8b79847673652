// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

/** A bit in each descriptor says whose it is. */
final class BitCompletion extends Completion {
    private final RingMemory memory;
    private final int count;
    private final int descriptorSize;
    private final int offset;
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
        this.mask = mask;
        this.first = done;
        this.flip = flip;
        this.done = done;
    }

    @Override
    int look(int oldest, int known, int most, int handed) {
        int slot = oldest + known;
        int found = known;
        while (found < most && isDone(slot)) {
            found++;
            slot++;
        }
        if (found > known && Mutation.BIT_ACQUIRE) {
            memory.acquire();
        }
        return found;
    }

    @Override
    boolean all(int oldest, int number, int handed) {
        if (!isDone(oldest + number - 1)) {
            return false;
        }
        if (Mutation.BITS_ACQUIRE) {
            memory.acquire();
        }
        return true;
    }

    /** Of a slot that may be in the lap behind the oldest one's. */
    private boolean isDone(int position) {
        int slot = position;
        int wanted = done;
        if (slot >= count) {
            slot -= count;
            wanted ^= flip;
        }
        return (memory.getShared((long) slot * descriptorSize + offset) & mask) == wanted;
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
