// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;

/**
 * How a device says which descriptors of a ring it is done with. The bits are in a word of 32 bits, little-endian, at a
 * fixed place in each descriptor.
 */
public sealed interface Ownership {
    /**
     * The device sets a bit in a descriptor when it is done with it, as Intel's network cards do. Whoever fills a
     * descriptor clears the bit.
     *
     * @param offset of the word in the descriptor, in bytes, a multiple of 4
     * @param mask of the one bit
     * @return for {@link DescriptorRing#of}
     */
    static Ownership doneBit(int offset, int mask) {
        return new DoneBit(offset, mask);
    }

    /**
     * A descriptor is the device's while a bit in it is set, as with Realtek's network cards. The ring sets it when it
     * publishes, after all else; the device clears it.
     *
     * @param offset of the word in the descriptor, in bytes, a multiple of 4
     * @param mask of the one bit
     * @return for {@link DescriptorRing#of}
     */
    static Ownership ownerBit(int offset, int mask) {
        return new OwnerBit(offset, mask);
    }

    /**
     * The device fills the ring, and a bit in each descriptor is inverted each time it passes, as in NVMe's completion
     * queues: set in the first lap, clear in the second. All slots are the device's from the start: none is claimed,
     * and what is consumed is handed back by publishing.
     *
     * @param offset of the word in the descriptor, in bytes, a multiple of 4
     * @param mask of the one bit
     * @return for {@link DescriptorRing#of}
     */
    static Ownership phaseBit(int offset, int mask) {
        return new PhaseBit(offset, mask);
    }

    /**
     * The device writes the index of the slot that it is at to memory: all before it are done.
     *
     * @param memory that the device writes to
     * @param offset of the index in it, in bytes, a multiple of 4
     * @return for {@link DescriptorRing#of}
     */
    static Ownership head(DmaBuffer memory, long offset) {
        return new HeadInMemory(memory, offset);
    }

    /**
     * The device has the index of the slot that it is at in a register: all before it are done. Each poll that finds
     * nothing known costs a read of it.
     *
     * @param bar where the register is
     * @param register the whole of which is the index
     * @return for {@link DescriptorRing#of}
     */
    static Ownership head(RegisterSpace bar, Register32 register) {
        return new HeadInRegister(bar, register);
    }

    /**
     * See {@link #doneBit}.
     *
     * @param offset of the word in the descriptor, in bytes
     * @param mask of the bit
     */
    record DoneBit(int offset, int mask) implements Ownership {
        /** Checks that it is one bit of an aligned word. */
        public DoneBit {
            requireBit(offset, mask);
        }
    }

    /**
     * See {@link #ownerBit}.
     *
     * @param offset of the word in the descriptor, in bytes
     * @param mask of the bit
     */
    record OwnerBit(int offset, int mask) implements Ownership {
        /** Checks that it is one bit of an aligned word. */
        public OwnerBit {
            requireBit(offset, mask);
        }
    }

    /**
     * See {@link #phaseBit}.
     *
     * @param offset of the word in the descriptor, in bytes
     * @param mask of the bit
     */
    record PhaseBit(int offset, int mask) implements Ownership {
        /** Checks that it is one bit of an aligned word. */
        public PhaseBit {
            requireBit(offset, mask);
        }
    }

    /**
     * See {@link #head(DmaBuffer, long)}.
     *
     * @param memory that the device writes to
     * @param offset of the index in it, in bytes
     */
    record HeadInMemory(DmaBuffer memory, long offset) implements Ownership {
        /** Checks that it is an aligned word in the memory. */
        public HeadInMemory {
            if (offset < 0 || offset % Integer.BYTES != 0 || offset > memory.size() - Integer.BYTES) {
                throw new IllegalArgumentException("an index at " + offset + " is no aligned word of " + memory);
            }
        }
    }

    /**
     * See {@link #head(RegisterSpace, Register32)}.
     *
     * @param bar where the register is
     * @param register that holds the index
     */
    record HeadInRegister(RegisterSpace bar, Register32 register) implements Ownership {}

    private static void requireBit(int offset, int mask) {
        if (offset < 0 || offset % Integer.BYTES != 0 || Integer.bitCount(mask) != 1) {
            throw new IllegalArgumentException("the mask 0x" + Integer.toHexString(mask) + " at " + offset
                    + " is not one bit of an aligned word");
        }
    }
}
