// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.drivers.nic.E1000eRegisters.TDBAH;
import static dev.hwview.drivers.nic.E1000eRegisters.TDBAL;
import static dev.hwview.drivers.nic.E1000eRegisters.TDH;
import static dev.hwview.drivers.nic.E1000eRegisters.TDLEN;
import static dev.hwview.drivers.nic.E1000eRegisters.TDT;

import dev.hwview.device.Device;
import dev.hwview.dma.DescriptorRing;
import dev.hwview.dma.Ownership;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.fault.FieldValueException;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;

/**
 * One transmit queue. {@link #transmit} hands packets to the card where they lie; when the card has sent them, their
 * buffers go back to their pool.
 *
 * <p>For one thread at a time.
 */
public final class TxQueue {
    /** The shortest packet that the card pads (section 7.2): it wants one byte more than 16. */
    public static final int MIN_LENGTH = 17;
    /** The longest: 1500 bytes, the Ethernet header and a VLAN tag. The card adds the check sequence. */
    public static final int MAX_LENGTH = 1518;

    /** The legacy transmit descriptor (section 7.2): the packet's address, then its length and what to do with it. */
    static final int DESCRIPTOR_SIZE = 16;
    private static final int BUFFER_ADDRESS = 0;
    /** Length (16 bits), CSO (8), command (8), status (8), CSS (8), VLAN tag (16). */
    private static final int LENGTH_AND_COMMAND = 8;
    private static final int STATUS = 12;

    private static final long EOP = 1L << 24;
    private static final long IFCS = 1L << 25;
    private static final long IC = 1L << 26;
    private static final long RS = 1L << 27;
    private static final int CSO_SHIFT = 16;
    private static final int CSS_SHIFT = 40;
    private static final int DD = 1;
    /** Whole packets, with a check sequence, and the card says when each is done. */
    private static final long PLAIN = EOP | IFCS | RS;

    /** So many free descriptors are kept ready before the done ones are looked for. */
    private static final int RESERVE = 32;

    private final RegisterSpace bar;
    private final Register32 tail;
    private final int index;
    private final DescriptorRing ring;
    private final Watch watch;
    private long command = PLAIN;

    private long packets;
    private long bytes;
    private long abandoned;

    TxQueue(E1000eBuilder with, int index) {
        Device device = with.device;
        this.bar = device.registers();
        this.watch = new Watch(with.nanoTime);
        this.index = index;
        this.tail = TDT.get(index);
        this.ring = DescriptorRing.of(device.dma(), device.name() + " TX" + index, with.ringSize, DESCRIPTOR_SIZE,
                Ownership.doneBit(STATUS, DD));
    }

    /**
     * Hands packets to the card: as many as the ring has room for.
     *
     * @param batch where the packets are; those that were taken are the queue's from now on
     * @param from the first one's index
     * @param count how many
     * @return how many were taken, the first ones
     * @throws FieldValueException if a packet is shorter than {@link #MIN_LENGTH} or longer than {@link #MAX_LENGTH};
     *     those before it were taken, which {@link #accepted()} counts
     * @throws dev.hwview.fault.OwnershipException if a packet is not the caller's, or its pool is out of the card's
     *     reach; none is taken then
     */
    public int transmit(PacketBuffer[] batch, int from, int count) {
        if (ring.free() < count + RESERVE) {
            reclaim();
        }
        int room = Math.min(count, ring.free());
        int good = good(batch, from, room);
        int slot = ring.tail();
        ring.claim(batch, from, good);
        long sum = 0;
        for (int i = 0; i < good; i++) {
            PacketBuffer packet = batch[from + i];
            int length = packet.length();
            ring.setLongs(slot, BUFFER_ADDRESS, packet.dataIova(), length | command); // and not done
            slot = ring.next(slot);
            sum += length;
        }
        ring.publish(bar, tail);
        packets += good;
        bytes += sum;
        if (good < room) {
            throw badLength(batch[from + good].length());
        }
        return good;
    }

    /** How many packets there are before one of a wrong length. */
    private static int good(PacketBuffer[] batch, int from, int count) {
        for (int i = 0; i < count; i++) {
            int length = batch[from + i].length();
            if (length < MIN_LENGTH || length > MAX_LENGTH) {
                return i;
            }
        }
        return count;
    }

    /**
     * Gives the buffers of packets that were sent back to their pool. {@link #transmit} does it too when the ring
     * fills.
     *
     * @return how many
     */
    public int reclaim() {
        int count = ring.pollTo(ring.size());
        ring.recycle(count);
        return count;
    }

    /**
     * Lets the card write a checksum into each packet from now on: of all bytes from {@code start} to the end. What the
     * field holds before, such as the sum of a pseudo header, is part of it.
     *
     * @param start the first byte that counts, 0 to 255
     * @param offset of the checksum's field in the packet, 0 to 255
     */
    public void insertChecksum(int start, int offset) {
        if ((start | offset) >>> 8 != 0) {
            throw new FieldValueException(bar.name(), tail.offset(),
                    "takes a checksum's start and offset of 0 to 255, not " + start + " and " + offset);
        }
        command = PLAIN | IC | (long) offset << CSO_SHIFT | (long) start << CSS_SHIFT;
    }

    /** Leaves checksums alone from now on, as at the beginning. */
    public void leaveChecksum() {
        command = PLAIN;
    }

    /**
     * Packets that the card has and has not said to be done with.
     *
     * @return how many
     */
    public int pending() {
        return ring.pending();
    }

    /**
     * Packets that were handed over.
     *
     * @return since the card was opened
     */
    public long accepted() {
        return packets;
    }

    private FieldValueException badLength(int length) {
        return new FieldValueException(bar.name(), tail.offset(),
                "takes packets of " + MIN_LENGTH + " to " + MAX_LENGTH + " bytes, not of " + length);
    }

    // ---- life, which is the card's

    /** Section 4.6.6: where the descriptors are and how many. */
    void start() {
        ring.reset();
        watch.reset();
        TDBAL.get(index).write(bar, (int) ring.iova());
        TDBAH.get(index).write(bar, (int) (ring.iova() >>> 32));
        TDLEN.get(index).write(bar, ring.size() * DESCRIPTOR_SIZE);
        TDH.get(index).write(bar, 0);
        TDT.get(index).write(bar, 0);
    }

    /** Takes all buffers out of the ring; those not known to be sent are lost. The card must have stopped. */
    void drain() {
        reclaim();
        abandoned += ring.pending();
        ring.reset();
    }

    /** Whether packets have been waiting for too long. */
    boolean isStuck() {
        reclaim();
        return watch.isStuck(ring.pending() > 0, packets - ring.pending());
    }

    void close() {
        ring.close(); // which gives its buffers back
    }

    void count(Counters into) {
        into.transmitted += packets;
        into.transmittedBytes += bytes;
        into.abandoned += abandoned;
    }

    @Override
    public String toString() {
        return ring.name();
    }
}
