// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.OwnershipException;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Struct;
import java.util.Objects;

/**
 * A ring of descriptors that a driver and a device share. The driver claims slots, fills them, and publishes all of
 * them with one doorbell; the device works on them in their order; the driver polls for what is done, and consumes it,
 * by which the slots are free again.
 *
 * {@snippet :
 * int slot = ring.claim();                        // -1: full
 * ring.setLong(slot, ADDRESS, buffer.dataIova());
 * ring.attach(slot, buffer);
 * ring.publish(bar, TDT);                         // release, then the doorbell
 *
 * for (int done = ring.poll(); done >= 0; done = ring.poll()) { // acquire
 *     ring.detach(done).close();
 *     ring.consume();
 * }
 * }
 *
 * <p>One slot always stays empty, since the device takes equal indices for an empty ring. A ring that the device fills
 * ({@link Ownership#phaseBit}) is polled and consumed likewise; nothing is claimed, and publishing hands back.
 *
 * <p><strong>Order.</strong> Publishing is a release: the device that sees the doorbell sees what was stored to
 * descriptors and buffers before. Polling is an acquire: what is read of a descriptor and its buffer afterwards is
 * what the device wrote. Nobody else has to put a barrier anywhere.
 *
 * <p><strong>Threads.</strong> One thread a ring. Nothing allocates but making it and {@link #records()}.
 */
public final class DescriptorRing extends DescriptorTable implements AutoCloseable {
    private final Struct record;
    private final Completion completion;
    private final AttachedBuffers attached;
    /** Whether descriptors go from the device to the driver alone. */
    private final boolean deviceFills;
    /** The bit to set in a word of each descriptor when it is published; the mask is 0 if there is none. */
    private final int ownerOffset;
    private final int ownerMask;
    private final long iova;
    /** The next slot to be claimed. */
    private int fill;
    /** What the doorbell was told last: before it, all is handed over. */
    private int rung;
    /** The oldest slot that is not consumed, and how many from there on the device is known to be done with. */
    private int clean;
    private int ready;
    /** How many from there on the device has, or gave back. */
    private int handed;

    DescriptorRing(DmaSpace space, String name, DmaBuffer buffer, RingMemory memory, int count, int descriptorSize,
            Struct record, Ownership how, Completion completion) {
        super(name, buffer, count, descriptorSize, memory);
        this.iova = buffer.iova();
        this.record = record;
        this.completion = completion;
        this.attached = new AttachedBuffers(name, space, count);
        this.deviceFills = how instanceof Ownership.PhaseBit;
        this.handed = deviceFills ? count - 1 : 0;
        Ownership.OwnerBit owner = how instanceof Ownership.OwnerBit bit ? bit : null;
        this.ownerOffset = owner == null ? 0 : owner.offset();
        this.ownerMask = owner == null ? 0 : owner.mask();
    }

    /**
     * Makes a ring, page-aligned, zeroed.
     *
     * @param dma of the device
     * @param name in messages, such as {@code rx 0 of sim:e1000e}
     * @param count of the descriptors, a multiple of 8
     * @param descriptorSize in bytes, a multiple of 8
     * @param how the device says what it is done with
     * @return all of whose slots are free, or the device's if it fills them
     */
    public static DescriptorRing of(DmaSpace dma, String name, int count, int descriptorSize, Ownership how) {
        return make(dma, name, count, descriptorSize, null, how);
    }

    /**
     * Makes a ring of records, page-aligned, zeroed.
     *
     * @param dma of the device
     * @param name in messages, such as {@code rx 0 of sim:e1000e}
     * @param count of the descriptors, a multiple of 8
     * @param record what a descriptor is; a multiple of 8 bytes
     * @param how the device says what it is done with
     * @return all of whose slots are free, or the device's if it fills them
     */
    public static DescriptorRing of(DmaSpace dma, String name, int count, Struct record, Ownership how) {
        return make(dma, name, count, record.itemSize(), record, how);
    }

    private static DescriptorRing make(DmaSpace dma, String name, int count, int size, Struct record, Ownership how) {
        if (count < 8 || count % 8 != 0) {
            throw new IllegalArgumentException(name + ": the descriptors of a ring are a multiple of 8, not " + count);
        }
        if (size < 8 || size % 8 != 0) {
            throw new IllegalArgumentException(name + ": a descriptor is a multiple of 8 bytes, not " + size);
        }
        DmaBuffer buffer = dma.allocateCollected((long) count * size);
        try {
            RingMemory memory = new RingMemory(buffer.segment());
            Completion completion = Completion.of(how, memory, name, count, size);
            return new DescriptorRing(dma, name, buffer, memory, count, size, record, how, completion);
        } catch (RuntimeException | Error e) {
            buffer.close();
            throw e;
        }
    }

    /**
     * The address of the ring, as the device sees it.
     *
     * @return the I/O virtual address of slot 0
     */
    public long iova() {
        return iova;
    }

    /**
     * The descriptors.
     *
     * @return a view of the records, one a slot, if the ring was made of records; else of its bytes
     * @throws ClosedException if the ring is closed
     */
    public MemoryView records() {
        MemoryView bytes = buffer.view();
        return record == null ? bytes : bytes.as(record);
    }

    /**
     * How many slots can be claimed.
     *
     * @return 0 to {@link #size()} less 1; always 0 if the device fills the ring
     */
    public int free() {
        return deviceFills ? 0 : count - 1 - distance(clean, fill);
    }

    /**
     * How many slots are not free: claimed, and not consumed.
     *
     * @return 0 to {@link #size()} less 1; always {@link #size()} if the device fills the ring
     */
    public int pending() {
        return deviceFills ? count : distance(clean, fill);
    }

    /**
     * The slot behind another one.
     *
     * @param slot 0 to {@link #size()} less 1
     * @return 0 after the last
     */
    public int next(int slot) {
        int next = slot + 1;
        return next == count ? 0 : next;
    }

    /**
     * Claims the next slot, to be filled. Nothing in it is cleared: its old content is to be overwritten as a whole, a
     * done bit included.
     *
     * @return the slot, or -1 if none is free
     * @throws OwnershipException if the device fills the ring
     * @throws ClosedException if the ring is closed
     */
    public int claim() {
        int slot = fill;
        int next = next(slot);
        if (next == clean || deviceFills) {
            return none();
        }
        fill = next;
        return slot;
    }

    /**
     * Claims slots, and puts a buffer into each; the first is {@link #tail()} as it was before.
     *
     * @param from has the buffers, of pools that the ring's device reaches
     * @param offset of the first in {@code from}
     * @param number of slots, 0 to {@link #free()}
     * @throws OwnershipException if not so many slots are free, or a buffer is not to be had; nothing is claimed then
     * @throws ClosedException if the ring is closed
     */
    public void claim(PacketBuffer[] from, int offset, int number) {
        Objects.checkFromIndexSize(offset, number, from.length);
        requireFree(number);
        attached.attach(fill, from, offset, number);
        fill = ahead(fill, number);
    }

    /**
     * Claims slots, and puts a fresh buffer of a pool into each: as many as there are of both. The first is
     * {@link #tail()} as it was before.
     *
     * @param pool that the ring's device reaches, and that the calling thread takes from
     * @param most how many are wanted
     * @return how many were claimed
     * @throws OwnershipException if the device does not reach the pool's memory
     * @throws ClosedException if the ring or the pool is closed
     */
    public int claim(DmaPool pool, int most) {
        requireOpen();
        int number = Math.min(most, free());
        if (number > 0) {
            number = pool.ready(number);
            attached.attach(fill, pool, number);
            fill = ahead(fill, number);
        }
        return number;
    }

    /**
     * The next slot to be claimed.
     *
     * @return the slot
     */
    public int tail() {
        return fill;
    }

    /**
     * Hands over all that was claimed, or consumed if the device fills the ring, since the last time: whatever was
     * stored to descriptors and buffers is visible to the device before the doorbell is. One access to the device, and
     * none if there is nothing to hand over.
     *
     * @param bar where the doorbell is
     * @param doorbell gets the index of the slot behind the last one
     * @throws ClosedException if the ring is closed
     */
    public void publish(RegisterSpace bar, Register32 doorbell) {
        int index = index();
        if (index == rung) {
            return;
        }
        own(index);
        if (Mutation.DOORBELL_RELEASE) {
            memory.release();
        }
        doorbell.writeRelaxed(bar, index);
        handed += distance(rung, index);
        rung = index;
    }

    /**
     * The oldest slot that the device gave back. What is read of its descriptor and its buffer after that is what the
     * device wrote. It stays the oldest one until it is consumed.
     *
     * @return the slot, or -1 if there is none
     * @throws OwnershipException if the device says what can't be
     * @throws ClosedException if the ring is closed
     */
    public int poll() {
        return ready > 0 || look(1) > 0 ? clean : -1;
    }

    /**
     * How many slots the device gave back, from {@link #oldest()} on: one barrier for all of them.
     *
     * @param most where to stop looking
     * @return 0 to {@code most}
     * @throws OwnershipException if the device says what can't be
     * @throws ClosedException if the ring is closed
     */
    public int pollTo(int most) {
        return ready >= most ? Math.max(most, 0) : look(most);
    }

    /**
     * Whether the device gave back the oldest slots, as told by the last of them alone: for devices that work in order
     * and report only some descriptors, or to look at one descriptor instead of many.
     *
     * @param number of slots, at least 1
     * @return whether all of them are; never if so many are not pending
     * @throws OwnershipException if the device says what can't be
     * @throws ClosedException if the ring is closed
     */
    public boolean pollAll(int number) {
        if (ready >= number) {
            return true;
        }
        requireOpen();
        if (handed < number || !completion.all(clean, number, handed)) {
            return false;
        }
        ready = number;
        return true;
    }

    /**
     * The oldest slot that is not consumed.
     *
     * @return the slot, which {@link #poll} returns once the device gave it back
     */
    public int oldest() {
        return clean;
    }

    /**
     * Is done with the oldest slot: it is free again, or the device's with the next publishing if that fills the ring.
     *
     * @throws OwnershipException if no poll found it to be given back
     */
    public void consume() {
        consume(1);
    }

    /**
     * Is done with the oldest slots.
     *
     * @param number of slots, 0 or more
     * @throws OwnershipException if no poll found so many to be given back
     */
    public void consume(int number) {
        if (number < 0 || number > ready) {
            throw new OwnershipException(name, "can't consume " + number + " slots from " + clean + " on: "
                    + (ready == 0 ? "none" : "only " + ready) + " of them was found by a poll");
        }
        ready -= number;
        handed -= number;
        clean += number;
        if (clean >= count) {
            clean -= count;
            completion.lap();
        }
    }

    /**
     * Is done with the oldest slots, and takes their buffers out.
     *
     * @param into gets them, {@code null} where a slot has none; they are the caller's from now on
     * @param offset of the first in {@code into}
     * @param number of slots
     * @throws OwnershipException if no poll found so many to be given back
     */
    public void consume(PacketBuffer[] into, int offset, int number) {
        Objects.checkFromIndexSize(offset, number, into.length);
        int first = clean;
        consume(number);
        attached.detach(first, into, offset, number);
    }

    /**
     * Is done with the oldest slots, and gives their buffers back to where they were taken.
     *
     * @param number of slots
     * @throws OwnershipException if no poll found so many to be given back
     */
    public void recycle(int number) {
        int first = clean;
        consume(number);
        attached.giveBack(first, number);
    }

    /**
     * Puts a buffer into a slot; nobody else may use it or give it back from then on.
     *
     * @param slot claimed
     * @param packet taken, of a pool that the ring's device reaches
     * @throws OwnershipException if the slot has one or is the device's, or the buffer is not to be had
     * @throws ClosedException if the ring is closed
     */
    public void attach(int slot, PacketBuffer packet) {
        requireOurs(slot);
        attached.attach(slot, packet);
    }

    /**
     * The buffer in a slot. It is still the ring's.
     *
     * @param slot 0 to {@link #size()} less 1
     * @return {@code null} if there is none
     */
    public PacketBuffer attached(int slot) {
        if (slot < 0 || slot >= count) {
            throw noSlot(slot);
        }
        return attached.get(slot);
    }

    /**
     * Takes the buffer out of a slot.
     *
     * @param slot that is not the device's
     * @return the caller's from now on; {@code null} if there is none
     * @throws OwnershipException if the slot is the device's
     * @throws ClosedException if the ring is closed
     */
    public PacketBuffer detach(int slot) {
        requireOurs(slot);
        return attached.detach(slot);
    }

    /**
     * Begins anew: all slots are free, or the device's if it fills them, the memory is zeroed, buffers go back to their
     * pools. To be done while the device does not use the ring.
     *
     * @throws ClosedException if the ring is closed
     */
    public void reset() {
        requireOpen();
        memory.clear();
        fill = 0;
        rung = 0;
        clean = 0;
        ready = 0;
        handed = deviceFills ? count - 1 : 0;
        completion.restart();
        attached.giveBack();
    }

    /**
     * Takes the ring from the device, frees it, and gives its buffers back. To be done while the device does not use
     * it. A second call does nothing.
     */
    @Override
    public void close() {
        if (buffer.gone) {
            attached.giveBack(); // the device was closed first
            return;
        }
        fill = clean == 0 ? count - 1 : clean - 1; // full, and nothing done, so that no call goes the short way
        ready = 0;
        handed = 0;
        try {
            buffer.close();
        } finally {
            attached.giveBack();
        }
    }

    /** What the doorbell is to be told. */
    private int index() {
        requireOpen();
        return deviceFills ? clean : fill;
    }

    /** Sets the owner's bit in all that is handed over, where there is one. */
    private void own(int index) {
        if (ownerMask == 0) {
            return;
        }
        if (Mutation.OWNER_RELEASE) {
            memory.release();
        }
        for (int slot = rung; slot != index; slot = next(slot)) {
            long at = (long) slot * descriptorSize + ownerOffset;
            memory.setShared(at, memory.getInt(at) | ownerMask);
        }
    }

    private int look(int most) {
        requireOpen();
        if (ready < handed) {
            ready = completion.look(clean, ready, Math.min(most, handed), handed);
        }
        return ready;
    }

    private int distance(int from, int to) {
        int slots = to - from;
        return slots < 0 ? slots + count : slots;
    }

    private int ahead(int slot, int number) {
        int there = slot + number;
        return there >= count ? there - count : there;
    }

    private void requireFree(int number) {
        requireOpen();
        if (number > free()) {
            throw new OwnershipException(name, "has " + free() + " free slots, not " + number);
        }
    }

    private int none() {
        requireOpen();
        if (deviceFills) {
            throw new OwnershipException(name, "is filled by its device: there is nothing to claim");
        }
        return -1;
    }

    private void requireOurs(int slot) {
        requireOpen();
        if (slot < 0 || slot >= count) {
            throw noSlot(slot);
        }
        int ahead = distance(clean, slot);
        if (ahead >= ready && ahead < handed) {
            throw new OwnershipException(name, "has handed slot " + slot + " to its device");
        }
    }

    @Override
    public String toString() {
        return name + ": " + count + " descriptors of " + descriptorSize + " bytes at 0x" + Long.toHexString(iova)
                + (buffer.gone ? ", closed" : ", " + pending() + " pending");
    }
}
