// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.drivers.nic.E1000eRegisters.RDBAH;
import static dev.hwview.drivers.nic.E1000eRegisters.RDBAL;
import static dev.hwview.drivers.nic.E1000eRegisters.RDH;
import static dev.hwview.drivers.nic.E1000eRegisters.RDLEN;
import static dev.hwview.drivers.nic.E1000eRegisters.RDT;

import dev.hwview.device.Device;
import dev.hwview.dma.DescriptorRing;
import dev.hwview.dma.DmaPool;
import dev.hwview.dma.Ownership;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;
import java.time.Duration;

/**
 * One receive queue. The card fills buffers of the pool; {@link #receive} hands them over as they are and puts empty
 * ones in their place. If the pool has none, packets wait in the ring and then in the card, which counts what it must
 * drop.
 *
 * <p>For one thread, the first that receives after the card was set up; nobody else takes from its pool.
 */
public final class RxQueue {
    /** The extended receive descriptor (section 7.1): the address to fill, over which the card writes the rest. */
    static final int DESCRIPTOR_SIZE = 16;
    private static final int BUFFER_ADDRESS = 0;
    /** Status and errors in the low half; length and VLAN tag in the high half. */
    private static final int WRITE_BACK = 8;

    private static final int DD = 1;
    private static final int EOP = 1 << 1;
    private static final int VP = 1 << 3;
    private static final int TCPCS = 1 << 5;
    private static final int IPCS = 1 << 6;
    private static final int IPE = 1 << 30;
    private static final int TCPE = 1 << 29;
    /** CRC, symbol, sequence, carrier extension and other receive errors: the bytes are not the sender's. */
    private static final int BROKEN = 1 << 24 | 1 << 25 | 1 << 26 | 1 << 28 | 1 << 31;

    private final RegisterSpace bar;
    private final Register32 tail;
    private final int index;
    private final DescriptorRing ring;
    private final DmaPool pool;
    private final int headroom;
    private final int bufferSize;
    private final RxWakeup wakeup;
    private final Watch watch;
    private final long[] writeBacks;

    private long packets;
    private long bytes;
    private long starved;
    private long malformed;
    private long abandoned;

    RxQueue(E1000eBuilder with, int index, RxWakeup wakeup) {
        Device device = with.device;
        this.bar = device.registers();
        this.index = index;
        this.tail = RDT.get(index);
        this.pool = with.pool(index);
        this.headroom = with.headroom;
        this.watch = new Watch(with.nanoTime);
        this.bufferSize = pool.bufferSize();
        this.wakeup = wakeup;
        this.writeBacks = new long[with.ringSize];
        this.ring = DescriptorRing.of(device.dma(), device.name() + " RX" + index, with.ringSize, DESCRIPTOR_SIZE,
                Ownership.doneBit(WRITE_BACK, DD));
    }

    /**
     * Takes packets that have come, without waiting.
     *
     * @param batch gets them at 0, 1, ...; they are the caller's until it closes or transmits them
     * @param max how many at most
     * @return how many
     */
    public int receive(PacketBuffer[] batch, int max) {
        int came = ring.pollTo(Math.min(Math.min(max, batch.length), writeBacks.length));
        int taken = came == 0 ? 0 : pool.ready(came);
        if (taken < came) {
            starved++; // what can't be replaced is left where it is
        }
        int slot = ring.oldest();
        for (int i = 0; i < taken; i++) {
            writeBacks[i] = ring.getLong(slot, WRITE_BACK);
            slot = ring.next(slot);
        }
        ring.consume(batch, 0, taken);
        int count = keepWhole(batch, taken);
        fill();
        ring.publish(bar, tail);
        packets += count;
        return count;
    }

    /**
     * Takes packets that have come; if there are none, waits. It polls for some microseconds, as long as packets keep
     * coming, and sleeps until the card interrupts when they don't. An interrupt that gets lost costs a few
     * milliseconds.
     *
     * @param batch gets them at 0, 1, ...; they are the caller's until it closes or transmits them
     * @param max how many at most
     * @param timeout how long to wait at most
     * @return how many, 0 if none came in time
     * @throws dev.hwview.fault.DeviceRemovedException if the card is gone
     * @throws InterruptedException if the thread is interrupted
     */
    public int receiveOrWait(PacketBuffer[] batch, int max, Duration timeout) throws InterruptedException {
        return wakeup.receiveOrWait(this, batch, max, timeout);
    }

    /**
     * Where its buffers come from.
     *
     * @return the pool
     */
    public DmaPool pool() {
        return pool;
    }

    /** Drops those that came with an error. @return how many are left */
    private int keepWhole(PacketBuffer[] batch, int taken) {
        int count = 0;
        long sum = 0;
        for (int i = 0; i < taken; i++) {
            long back = writeBacks[i];
            int length = lengthOf(back);
            PacketBuffer packet = batch[i];
            if (isWhole((int) back, length)) {
                packet.place(headroom, length);
                sum += length;
                if (count < i) {
                    writeBacks[count] = back;
                    batch[count] = packet;
                }
                count++;
            } else {
                malformed++;
                packet.close();
            }
        }
        bytes += sum;
        return count;
    }

    /** One with an end, with plausible length and without an error: what the card wrote makes sense. */
    private boolean isWhole(int status, int length) {
        return (status & (EOP | BROKEN)) == EOP && length != 0 && length <= bufferSize - headroom;
    }

    private static int lengthOf(long back) {
        return (int) (back >>> 32) & 0xffff;
    }

    /**
     * Whether the card has verified the checksums of a packet that the last {@link #receive} returned.
     *
     * @param i its index in the batch
     * @return whether the TCP or UDP checksum, and the IPv4 header's if there is one, are right; {@code false} if the
     *     card
     *     did not look or found one wrong
     */
    public boolean isChecksumGood(int i) {
        int status = (int) writeBacks[i];
        return (status & TCPCS) != 0 && (status & TCPE) == 0 && ((status & IPCS) == 0 || (status & IPE) == 0);
    }

    /**
     * The VLAN tag that the card took out of a packet that the last {@link #receive} returned.
     *
     * @param i its index in the batch
     * @return the tag's 16 bits, -1 if there was none
     */
    public int vlan(int i) {
        return ((int) writeBacks[i] & VP) != 0 ? (int) (writeBacks[i] >>> 48) : -1;
    }

    // ---- life, which is the card's

    /** Section 4.6.5: where the descriptors are, how many, and that all but one of them are the card's. */
    void start() {
        ring.reset();
        watch.reset();
        RDBAL.get(index).write(bar, (int) ring.iova());
        RDBAH.get(index).write(bar, (int) (ring.iova() >>> 32));
        RDLEN.get(index).write(bar, ring.size() * DESCRIPTOR_SIZE);
        RDH.get(index).write(bar, 0);
        RDT.get(index).write(bar, 0);
    }

    /** Gives the card its buffers; after the receiver was enabled, as the section says. */
    void fillAll() {
        pool.bind(); // whoever sets the card up
        fill();
        pool.unbind(); // and whoever receives first
        ring.publish(bar, tail);
    }

    /** Puts empty buffers wherever there is room. */
    private void fill() {
        int slot = ring.tail();
        for (int left = ring.claim(pool, ring.free()); left > 0; left--) {
            ring.setLongs(slot, BUFFER_ADDRESS, ring.attached(slot).iova() + headroom, 0); // and not done
            slot = ring.next(slot);
        }
    }

    /** Takes all buffers out of the ring; packets in them are lost. The card must have stopped. */
    void drain() {
        abandoned += ring.pollTo(ring.size());
        ring.reset();
    }

    /** Whether the card has gone past a descriptor and left it undone for too long, as after a lost write-back. */
    boolean isStuck() {
        boolean waits = ring.pending() > 0 && ring.poll() < 0 && RDH.get(index).read(bar) != ring.oldest();
        return watch.isStuck(waits, packets + malformed);
    }

    void close() {
        wakeup.close();
        ring.close(); // which gives its buffers back
    }

    void count(Counters into) {
        into.received += packets;
        into.receivedBytes += bytes;
        into.starved += starved;
        into.malformed += malformed;
        into.unreceived += abandoned;
        wakeup.count(into);
    }

    @Override
    public String toString() {
        return ring.name();
    }
}
