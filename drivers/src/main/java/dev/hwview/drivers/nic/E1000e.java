// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static dev.hwview.drivers.nic.E1000eRegisters.*;

import dev.hwview.device.Device;
import dev.hwview.device.Identity;
import dev.hwview.device.Interrupt;
import dev.hwview.dma.DmaPool;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.UnknownDeviceException;
import dev.hwview.register.RegisterSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Driver of Intel's 82574L gigabit Ethernet controller. Packets are {@link dev.hwview.dma.PacketBuffer}s, which stay
 * where the card put them.
 *
 * {@snippet :
 * try (Device device = Device.open("sim:e1000e"); E1000e nic = E1000e.open(device)) {
 *     nic.awaitLink(Duration.ofSeconds(5));
 *     PacketBuffer[] batch = new PacketBuffer[32];
 *     while (true) {
 *         int count = nic.rx(0).receiveOrWait(batch, batch.length, Duration.ofMillis(100));
 *         for (int i = 0; i < count; i++) {
 *             try (PacketBuffer packet = batch[i]) {
 *                 System.out.println(packet.window().length());
 *             }
 *         }
 *     }
 * }
 * }
 *
 * <p><strong>Threads.</strong> Each queue is for one thread at a time. What {@link #service} and {@link #restart} do
 * concerns all queues: no other thread may be in one meanwhile.
 */
public final class E1000e implements AutoCloseable {
    private static final int VENDOR = 0x8086;
    private static final int DEVICE = 0x10d3;
    /** As wide are the addresses in descriptors, and RDBAH and TDBAH beside RDBAL and TDBAL. */
    private static final int ADDRESS_BITS = 64;

    private final Device device;
    private final RegisterSpace bar;
    private final List<RxQueue> receivers = new ArrayList<>();
    private final List<TxQueue> transmitters = new ArrayList<>();
    private final List<DmaPool> ownPools;
    private final AddressFilter filter;
    private final HardwareCounters counters;
    private final Initialization sequence;
    private long mac;
    private long restarts;
    private boolean closed;

    private E1000e(E1000eBuilder with) {
        this.device = with.device;
        this.bar = device.registers();
        this.filter = new AddressFilter(bar);
        this.counters = new HardwareCounters(bar);
        this.ownPools = with.ownPools;
        this.sequence = new Initialization(bar, filter, counters, with.stripVlan);
    }

    /**
     * Takes a card, with one queue in each direction, a pool of its own, and interrupts by message.
     *
     * @param device an 82574L
     * @return the card, set up; its link may not be up yet
     * @throws UnknownDeviceException if it is another device
     */
    public static E1000e open(Device device) {
        return on(device).open();
    }

    /**
     * Takes a card, to be told how.
     *
     * @param device an 82574L
     * @return a builder with what {@link #open(Device)} takes
     */
    public static E1000eBuilder on(Device device) {
        return new E1000eBuilder(device);
    }

    static E1000e open(E1000eBuilder with) {
        Identity identity = with.device.identity();
        if (identity.vendor() != VENDOR || identity.device() != DEVICE) {
            throw new UnknownDeviceException(with.device.name(), "is no 82574L: it is " + identity);
        }
        with.device.dma().mask(ADDRESS_BITS);
        E1000e nic = new E1000e(with);
        try {
            nic.reset();
            nic.addQueues(with);
            nic.setUp();
        } catch (RuntimeException e) {
            nic.closeAfter(e);
            throw e;
        }
        return nic;
    }

    private void addQueues(E1000eBuilder with) {
        for (int i = 0; i < with.queues; i++) {
            receivers.add(new RxQueue(with, i, wakeup(with, i)));
            transmitters.add(new TxQueue(with, i));
        }
    }

    /** One queue has all receive causes; of two, each has a vector of its own. */
    private RxWakeup wakeup(E1000eBuilder with, int queue) {
        int mask = (int) (with.queues == 1 ? RXT0.mask() | RXQ0.mask() : (queue == 0 ? RXQ0 : RXQ1).mask());
        if (with.mode() == null) {
            return new RxWakeup(bar, null, mask);
        }
        Interrupt interrupt = device.interrupt(with.mode(), queue);
        interrupt.enable();
        return new RxWakeup(bar, interrupt, mask);
    }

    private void reset() {
        sequence.reset();
        mac = filter.readOwn();
    }

    private void setUp() {
        sequence.setUp(receivers, transmitters);
    }

    // ---- use

    /**
     * A receive queue.
     *
     * @param index from 0
     * @return the same each time
     */
    public RxQueue rx(int index) {
        return receivers.get(index);
    }

    /**
     * A transmit queue.
     *
     * @param index from 0
     * @return the same each time
     */
    public TxQueue tx(int index) {
        return transmitters.get(index);
    }

    /**
     * How many queues there are in each direction.
     *
     * @return 1 or 2
     */
    public int queues() {
        return receivers.size();
    }

    /**
     * The card's address.
     *
     * @return 48 bits, see {@link dev.hwview.packet.MacAddress}
     */
    public long mac() {
        return mac;
    }

    /**
     * Whether the link is up: one access.
     *
     * @return whether it is
     */
    public boolean isLinkUp() {
        return LINK_UP.isSet(bar);
    }

    /**
     * Waits for the link.
     *
     * @param timeout at most
     * @throws DeadlineException if it did not come up in time
     */
    public void awaitLink(Duration timeout) {
        LINK_UP.awaitSet(bar, timeout);
    }

    /**
     * Takes packets to everybody, or only those to this card, its groups and all.
     *
     * @param on whether to take all
     */
    public void promiscuous(boolean on) {
        filter.promiscuous(on);
        sequence.writeReceiveControl();
    }

    /**
     * Takes packets to a further address too.
     *
     * @param address of a card or a group; groups are told apart by a hash of 12 bits, so others may come along
     * @throws dev.hwview.fault.ResourceException if it is the sixteenth
     */
    public void addAddress(long address) {
        filter.add(address);
        filter.write();
    }

    /**
     * Takes packets to an address no more.
     *
     * @param address that was added
     */
    public void removeAddress(long address) {
        filter.remove(address);
        filter.write();
    }

    /**
     * What has been counted; reads the card's counters, for which no queue has to rest.
     *
     * @return since the card was opened
     */
    public NicStatistics statistics() {
        counters.read();
        return driverStatistics();
    }

    private NicStatistics driverStatistics() {
        Counters driver = new Counters();
        receivers.forEach(queue -> queue.count(driver));
        transmitters.forEach(queue -> queue.count(driver));
        return counters.with(driver, restarts);
    }

    /**
     * Looks after the card, to be called now and then, ten times a second say: a transmitter that hangs, a write-back
     * that got lost, a reset by somebody else are noticed within a third of a second and cured by a restart.
     *
     * @return what was found
     * @throws dev.hwview.fault.DeviceRemovedException if the card is gone
     */
    public Health service() {
        requireOpen();
        if (!RECEIVE_ENABLE.isSet(bar)) {
            restart();
            return Health.RESTARTED;
        }
        if (!isLinkUp()) {
            return Health.LINK_DOWN; // nothing moves, and nothing is stuck
        }
        boolean stuck = false;
        for (int i = 0; i < receivers.size(); i++) {
            stuck |= receivers.get(i).isStuck() | transmitters.get(i).isStuck();
        }
        if (stuck) {
            restart();
            return Health.RESTARTED;
        }
        return Health.RUNNING;
    }

    /**
     * Sets the card up anew. Packets that were handed over and are not known to be sent are lost, and counted as
     * abandoned; those that have come and were not received are lost, and counted as unreceived. The addresses stay.
     */
    public void restart() {
        requireOpen();
        counters.read();
        reset();
        receivers.forEach(RxQueue::drain);
        transmitters.forEach(TxQueue::drain);
        restarts++;
        setUp();
    }

    private void requireOpen() {
        if (closed) {
            throw new ClosedException(device.name(), "has closed its driver");
        }
    }

    // ---- end

    /** Stops the card, takes all buffers back and closes the pools that it made. The device stays open. */
    @Override
    public void close() {
        if (!closed) {
            closeAfter(null);
        }
    }

    /** Each part, even if another fails. */
    private void closeAfter(RuntimeException failure) {
        closed = true;
        List<Runnable> parts = new ArrayList<>();
        parts.add(this::stop);
        receivers.forEach(queue -> parts.add(queue::close));
        transmitters.forEach(queue -> parts.add(queue::close));
        ownPools.forEach(pool -> parts.add(pool::close));
        RuntimeException first = failure;
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null && first != failure) {
            throw first;
        }
    }

    private void stop() {
        try {
            reset();
            DRV_LOAD.clear(bar);
        } catch (DeviceRemovedException gone) {
            return; // it touches no memory either
        }
    }

    @Override
    public String toString() {
        return "82574L " + device.name();
    }
}
