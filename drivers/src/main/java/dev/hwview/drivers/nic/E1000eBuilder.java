// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaPool;
import dev.hwview.fault.FieldValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** How a card is to be set up. Made by {@link E1000e#on}; {@link #open()} does it. */
public final class E1000eBuilder {
    /** Section 10.2.5: the ring's bytes are a multiple of 128, so its descriptors one of 8; at most 4096 of them. */
    private static final int RING_UNIT = 8;
    private static final int MAX_RING = 4096;
    /** What RCTL.BSIZE says. */
    private static final int BUFFER = 2048;

    final Device device;
    final List<DmaPool> ownPools = new ArrayList<>();
    private final DmaPool[] pools = new DmaPool[E1000eRegisters.QUEUES];
    int queues = 1;
    int ringSize = 256;
    int headroom;
    boolean stripVlan;
    /** By which what hangs is told; tests have the simulator's. */
    LongSupplier nanoTime = System::nanoTime;
    private boolean polled;
    private InterruptMode chosen;

    E1000eBuilder(Device device) {
        this.device = device;
    }

    /**
     * Says how many queues there are in each direction. Packets are spread over two by the flow that they belong to.
     *
     * @param count 1 or 2
     * @return this
     */
    public E1000eBuilder queues(int count) {
        queues = require("queues", count, 1, E1000eRegisters.QUEUES, 1);
        return this;
    }

    /**
     * Says how many descriptors a queue has; one of them always stays empty.
     *
     * @param descriptors 8 to 4096, a multiple of 8
     * @return this
     */
    public E1000eBuilder ringSize(int descriptors) {
        ringSize = require("descriptors", descriptors, RING_UNIT, MAX_RING, RING_UNIT);
        return this;
    }

    /**
     * Gives a receive queue the pool to take its buffers from; without, it gets one of its own.
     *
     * @param queue 0 or 1
     * @param pool of buffers of 2048 bytes and the headroom; stays open with the card closed
     * @return this
     */
    public E1000eBuilder pool(int queue, DmaPool pool) {
        pools[require("queue", queue, 0, pools.length - 1, 1)] = pool;
        return this;
    }

    /**
     * Leaves room before each packet that is received, for headers to be put there.
     *
     * @param bytes 0 to 256
     * @return this
     */
    public E1000eBuilder headroom(int bytes) {
        headroom = require("bytes of headroom", bytes, 0, 256, 1);
        return this;
    }

    /**
     * Chooses how the card interrupts, for {@link RxQueue#receiveOrWait}. Without, it is MSI for one queue and MSI-X
     * for two.
     *
     * @param how the mode; only MSI-X serves two queues
     * @return this
     */
    public E1000eBuilder interrupts(InterruptMode how) {
        chosen = how;
        polled = false;
        return this;
    }

    /**
     * Does without interrupts: who waits polls, with short naps.
     *
     * @return this
     */
    public E1000eBuilder polled() {
        polled = true;
        return this;
    }

    /**
     * Takes VLAN tags out of what is received; {@link RxQueue#vlan} has them.
     *
     * @return this
     */
    public E1000eBuilder stripVlan() {
        stripVlan = true;
        return this;
    }

    /**
     * Takes the card.
     *
     * @return the card, set up; its link may not be up yet
     * @throws dev.hwview.fault.UnknownDeviceException if it is no 82574L
     * @throws FieldValueException if a pool's buffers are too small
     */
    public E1000e open() {
        return E1000e.open(this);
    }

    E1000eBuilder nanoTime(LongSupplier clock) {
        nanoTime = clock;
        return this;
    }

    /** How it interrupts, {@code null} if it shall not. */
    InterruptMode mode() {
        if (polled) {
            return null;
        }
        if (chosen != null) {
            return chosen;
        }
        return queues == 1 ? InterruptMode.MSI : InterruptMode.MSIX;
    }

    DmaPool pool(int queue) {
        if (pools[queue] == null) {
            DmaPool own = DmaPool.on(device.dma()).name(device.name() + " pool " + queue).count(4 * ringSize)
                    .size(BUFFER + (headroom + 63) / 64 * 64).build();
            ownPools.add(own);
            pools[queue] = own;
        }
        DmaPool pool = pools[queue];
        if (pool.bufferSize() < BUFFER + headroom) {
            throw new FieldValueException(device.name(), E1000eRegisters.RCTL.offset(), "stores up to " + BUFFER
                    + " bytes behind a headroom of " + headroom + ", and the pool's buffers have " + pool.bufferSize());
        }
        return pool;
    }

    private int require(String what, int value, int least, int most, int unit) {
        if (value < least || value > most || value % unit != 0) {
            throw new FieldValueException(device.name(), 0, "takes " + least + " to " + most + " " + what
                    + (unit == 1 ? "" : ", a multiple of " + unit) + ", not " + value);
        }
        return value;
    }
}
