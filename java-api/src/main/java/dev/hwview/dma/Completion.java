// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.OwnershipException;

/** Asks what a device is done with, in one of the ways of {@link Ownership}. */
abstract class Completion {
    static Completion of(Ownership how, RingMemory memory, String ring, int count, int size) {
        return switch (how) {
            case Ownership.DoneBit b -> bits(memory, ring, count, size, b.offset(), b.mask(), b.mask(), 0);
            case Ownership.OwnerBit b -> bits(memory, ring, count, size, b.offset(), b.mask(), 0, 0);
            case Ownership.PhaseBit b -> bits(memory, ring, count, size, b.offset(), b.mask(), b.mask(), b.mask());
            case Ownership.HeadInMemory h ->
                    new HeadCompletion.InMemory(ring, count, RingMemory.Lent.of(h.memory().segment()), h.offset());
            case Ownership.HeadInRegister h ->
                    new HeadCompletion.InRegister(ring, count, memory, h.bar(), h.register());
        };
    }

    private static Completion bits(RingMemory memory, String ring, int count, int size, int offset, int mask, int done,
            int flip) {
        if (offset > size - Integer.BYTES) {
            throw new IllegalArgumentException(ring + ": the word at " + offset + " is outside the " + size
                    + " bytes of each descriptor");
        }
        return new BitCompletion(memory, count, size, offset, mask, done, flip);
    }

    /**
     * Looks on. Whatever is found is followed by an acquire.
     *
     * @param oldest slot that is not consumed
     * @param known how many from there on are done for certain
     * @param most how many are wanted, more than are known
     * @param handed how many the device got, at least as many
     * @return how many are done
     * @throws OwnershipException if the device says what can't be
     */
    abstract int look(int oldest, int known, int most, int handed);

    /**
     * Looks at the last of several slots alone, which the device does in their order.
     *
     * @param oldest slot that is not consumed
     * @param number of slots
     * @param handed how many the device got, at least as many
     * @return whether all are done
     */
    abstract boolean all(int oldest, int number, int handed);

    /** The oldest slot is the first one again. */
    void lap() {}

    /** The ring begins anew. */
    void restart() {}
}
