// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.OffsetException;

/**
 * Descriptors side by side in DMA memory, and their fields by slot and offset: little-endian, held against the
 * descriptor's size, without allocation. Which slots may be touched when is the {@link DescriptorRing}'s.
 */
public abstract sealed class DescriptorTable permits DescriptorRing {
    final String name;
    final int count;
    final int descriptorSize;
    final DmaBuffer buffer;
    final RingMemory memory;

    DescriptorTable(String name, DmaBuffer buffer, int count, int descriptorSize, RingMemory memory) {
        this.name = name;
        this.buffer = buffer;
        this.count = count;
        this.descriptorSize = descriptorSize;
        this.memory = memory;
    }

    /**
     * The name.
     *
     * @return as in messages
     */
    public final String name() {
        return name;
    }

    /**
     * How many descriptors there are.
     *
     * @return a multiple of 8
     */
    public final int size() {
        return count;
    }

    /**
     * How large a descriptor is.
     *
     * @return in bytes
     */
    public final int descriptorSize() {
        return descriptorSize;
    }

    /**
     * Reads 8 bits.
     *
     * @param slot of the descriptor
     * @param at the offset in it, in bytes
     * @return the bits
     * @throws OffsetException if there is no such slot, or no such bytes in a descriptor
     * @throws ClosedException if the ring is closed
     */
    public final byte getByte(int slot, int at) {
        return memory.getByte(place(slot, at, Byte.BYTES));
    }

    /**
     * Writes 8 bits.
     *
     * @param slot of the descriptor
     * @param at the offset in it, in bytes
     * @param value the bits
     * @throws OffsetException if there is no such slot, or no such bytes in a descriptor
     * @throws ClosedException if the ring is closed
     */
    public final void setByte(int slot, int at, byte value) {
        memory.setByte(place(slot, at, Byte.BYTES), value);
    }

    /**
     * Reads 16 bits.
     *
     * @param slot of the descriptor
     * @param at the offset in it, in bytes
     * @return the bits
     * @throws OffsetException if there is no such slot, or no such bytes in a descriptor
     * @throws ClosedException if the ring is closed
     */
    public final short getShort(int slot, int at) {
        return memory.getShort(place(slot, at, Short.BYTES));
    }

    /**
     * Writes 16 bits.
     *
     * @param slot of the descriptor
     * @param at the offset in it, in bytes
     * @param value the bits
     * @throws OffsetException if there is no such slot, or no such bytes in a descriptor
     * @throws ClosedException if the ring is closed
     */
    public final void setShort(int slot, int at, short value) {
        memory.setShort(place(slot, at, Short.BYTES), value);
    }

    /**
     * Reads 32 bits.
     *
     * @param slot of the descriptor
     * @param at the offset in it, in bytes
     * @return the bits
     * @throws OffsetException if there is no such slot, or no such bytes in a descriptor
     * @throws ClosedException if the ring is closed
     */
    public final int getInt(int slot, int at) {
        return memory.getInt(place(slot, at, Integer.BYTES));
    }

    /**
     * Writes 32 bits.
     *
     * @param slot of the descriptor
     * @param at the offset in it, in bytes
     * @param value the bits
     * @throws OffsetException if there is no such slot, or no such bytes in a descriptor
     * @throws ClosedException if the ring is closed
     */
    public final void setInt(int slot, int at, int value) {
        memory.setInt(place(slot, at, Integer.BYTES), value);
    }

    /**
     * Reads 64 bits.
     *
     * @param slot of the descriptor
     * @param at the offset in it, in bytes
     * @return the bits
     * @throws OffsetException if there is no such slot, or no such bytes in a descriptor
     * @throws ClosedException if the ring is closed
     */
    public final long getLong(int slot, int at) {
        return memory.getLong(place(slot, at, Long.BYTES));
    }

    /**
     * Writes 64 bits.
     *
     * @param slot of the descriptor
     * @param at the offset in it, in bytes
     * @param value the bits
     * @throws OffsetException if there is no such slot, or no such bytes in a descriptor
     * @throws ClosedException if the ring is closed
     */
    public final void setLong(int slot, int at, long value) {
        memory.setLong(place(slot, at, Long.BYTES), value);
    }

    /**
     * Writes 128 bits: two words side by side, the first one first.
     *
     * @param slot of the descriptor
     * @param at the offset in it, in bytes
     * @param first 64 bits
     * @param second 64 bits
     * @throws OffsetException if there is no such slot, or no such bytes in a descriptor
     * @throws ClosedException if the ring is closed
     */
    public final void setLongs(int slot, int at, long first, long second) {
        long place = place(slot, at, 2 * Long.BYTES);
        memory.setLong(place, first);
        memory.setLong(place + Long.BYTES, second);
    }

    private long place(int slot, int at, int width) {
        if (slot < 0 || slot >= count || at < 0 || at > descriptorSize - width) {
            throw outside(slot, at, width);
        }
        requireOpen();
        return (long) slot * descriptorSize + at;
    }

    /** For a slot that is none, or for bytes that no descriptor has. */
    final OffsetException outside(int slot, int at, int width) {
        if (slot < 0 || slot >= count) {
            return noSlot(slot);
        }
        return new OffsetException(name, at,
                "(" + width + " bytes) is outside the " + descriptorSize + " bytes of slot " + slot);
    }

    final OffsetException noSlot(int slot) {
        return new OffsetException(name, slot, "is no slot: there are " + count);
    }

    final void requireOpen() {
        if (buffer.gone) {
            throw new ClosedException(name, HardwareException.NO_OFFSET, "is closed", null);
        }
    }
}
