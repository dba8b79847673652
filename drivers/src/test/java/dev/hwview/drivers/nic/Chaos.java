// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.dma.DmaPool;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.register.Presence;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.net.Cable;
import dev.hwview.sim.net.CableCounts;
import dev.hwview.sim.net.Wire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.Set;

/** One run: numbered packets go from one card to the other, while things happen. At the end all is added up. */
final class Chaos implements AutoCloseable {
    /** What can happen. */
    enum Event { DROP_INTERRUPTS, STALL, MANGLE, FLAP, RESET, REMOVAL, EXHAUSTION, HANG, SLEEP }

    private static final int TURNS = 120;
    /** A turn is so long by the simulator's clock, and each access as much longer. */
    private static final Duration TURN = Duration.ofMillis(2);
    private static final Duration ACCESS = Duration.ofNanos(500);
    /** So many turns after the last event the cards have to be well: a second, by the simulator's clock. */
    private static final int DEADLINE = 500;
    private static final int BATCH = 16;

    private final long seed;
    private final SplittableRandom random;
    private final Set<Event> happened = EnumSet.noneOf(Event.class);
    private final StringBuilder log = new StringBuilder();
    private final Station a;
    private final Station b;
    private final PacketBuffer[] batch = new PacketBuffer[BATCH];
    private final Deque<PacketBuffer> held = new ArrayDeque<>();
    private final int[] times;
    private int accepted;
    private int delivered;
    private int doubled;
    private int late;
    private int newest = -1;

    /** A card with its driver. */
    private static final class Station {
        final Device device = Device.open("sim:e1000e");
        final Simulation simulation = Simulation.of(device);
        final Cable cable = Cable.of(device);
        final DmaPool pool;
        final E1000e nic;
        boolean gone;
        int removals;

        Station() {
            simulation.clock().stepped(ACCESS);
            pool = DmaPool.on(device.dma()).count(96).build();
            nic = E1000e.on(device).ringSize(32).pool(0, pool).nanoTime(() -> simulation.clock().now().toNanos())
                    .open();
            nic.promiscuous(true);
        }

        boolean isWell() {
            return !gone && nic.service() == Health.RUNNING && nic.tx(0).pending() == 0;
        }

        void close() {
            nic.close();
            assertEquals(pool.capacity(), pool.available(), "buffers of " + device.name());
            pool.close();
            device.close();
        }
    }

    Chaos(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.times = new int[TURNS * BATCH];
        this.a = new Station();
        this.b = new Station();
        Wire.between(a.device, b.device).loss(random.nextInt(3) * 10).corrupt(random.nextInt(3) * 10)
                .duplicate(random.nextInt(3) * 10).reorder(random.nextInt(3) * 10).seed(seed).plug();
    }

    Set<Event> happened() {
        return happened;
    }

    /** Runs it. @return what happened, one line each */
    String run() {
        settle("at first");
        for (int turn = 0; turn < TURNS; turn++) {
            if (random.nextInt(6) == 0) {
                event(Event.values()[random.nextInt(Event.values().length)], random.nextBoolean() ? a : b);
            }
            send(random.nextInt(BATCH));
            pass();
            receive();
            look(a);
            look(b);
        }
        heal();
        settle("at last");
        addUp();
        return log.toString();
    }

    private void event(Event event, Station station) {
        happened.add(event);
        log.append(station == a ? "a " : "b ").append(event).append('\n');
        switch (event) {
            case DROP_INTERRUPTS -> station.cable.dropInterrupts(1 + random.nextInt(4));
            case STALL -> station.cable.stall(Duration.ofMillis(1 + random.nextInt(20)));
            case MANGLE -> station.cable.mangle(1 + random.nextInt(3));
            case FLAP -> station.cable.flap(Duration.ofMillis(1 + random.nextInt(20)));
            case RESET -> station.device.reset();
            case REMOVAL -> {
                station.simulation.presence(Presence.State.REMOVED);
                station.gone = true;
                station.removals++;
            }
            case EXHAUSTION -> {
                PacketBuffer buffer;
                while ((buffer = station.pool.take()) != null) {
                    held.add(buffer);
                }
            }
            case HANG -> station.cable.hang(true);
            case SLEEP -> sleep();
        }
    }

    /** The receiver waits for what comes meanwhile, with interrupts that may have got lost. */
    private void sleep() {
        try {
            take(b.nic.rx(0).receiveOrWait(batch, BATCH, Duration.ofMillis(1)));
        } catch (DeviceRemovedException e) {
            assertTrue(b.gone, "b is there");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void send(int count) {
        int filled = 0;
        while (filled < count && (batch[filled] = a.pool.take()) != null) {
            write(batch[filled], accepted + filled);
            filled++;
        }
        int taken = a.nic.tx(0).transmit(batch, 0, filled);
        accepted += taken;
        while (taken < filled) {
            batch[taken++].close();
        }
    }

    private void pass() {
        a.simulation.clock().advance(TURN);
        b.simulation.clock().advance(TURN);
    }

    private void receive() {
        take(b.nic.rx(0).receive(batch, BATCH));
    }

    private void take(int count) {
        for (int i = 0; i < count; i++) {
            int number = read(batch[i]);
            batch[i].close();
            log.append(number).append('\n');
            delivered++;
            doubled += times[number]++ > 0 ? 1 : 0;
            late += number < newest ? 1 : 0;
            newest = Math.max(newest, number);
        }
    }

    /** A card that is gone says so, and comes back after a while. */
    private void look(Station station) {
        try {
            log.append(station.nic.service()).append('\n');
            assertTrue(!station.gone, "a card that is gone was served");
        } catch (DeviceRemovedException e) {
            assertTrue(station.gone, "a card that is there is said to be gone");
            if (random.nextInt(3) == 0) {
                station.simulation.presence(Presence.State.PRESENT);
                station.gone = false;
            }
        }
    }

    private void heal() {
        for (Station station : new Station[] {a, b}) {
            station.simulation.presence(Presence.State.PRESENT);
            station.gone = false;
            station.cable.hang(false);
            station.cable.dropInterrupts(0);
            station.cable.mangle(0);
        }
        while (!held.isEmpty()) {
            held.remove().close();
        }
    }

    private void settle(String when) {
        int well = 0;
        for (int turn = 0; well < 10; turn++) {
            assertTrue(turn < DEADLINE, when + " the cards did not recover");
            pass();
            receive();
            well = a.isWell() & b.isWell() & b.cable.counts().waiting() == 0 ? well + 1 : 0;
        }
    }

    /** Every packet is somewhere: delivered, or lost by somebody who counted it. */
    private void addUp() {
        NicStatistics sender = a.nic.statistics();
        NicStatistics receiver = b.nic.statistics();
        CableCounts there = a.cable.counts();
        CableCounts here = b.cable.counts();
        assertEquals(accepted, sender.transmittedPackets());
        assertEquals(delivered, receiver.receivedPackets());
        // Of those abandoned, some had been sent, and only their write-back was missing.
        assertTrue(there.sent() <= accepted && there.sent() >= accepted - sender.abandonedPackets(),
                () -> "of " + accepted + " packets " + there.sent() + " were sent, " + sender.abandonedPackets()
                        + " abandoned");
        assertEquals(there.sent() - there.unsent() - there.lost() + there.duplicated(), here.arrived(),
                there + " " + here);
        assertEquals(here.arrived(), here.received() + here.notReceived(), here::toString);
        assertEquals(here.received(),
                receiver.receivedPackets() + receiver.malformedPackets() + receiver.unreceivedPackets(),
                () -> here + " " + receiver);
        assertTrue(doubled <= there.duplicated(),
                () -> doubled + " came twice, " + there.duplicated() + " were doubled");
        assertTrue(late <= there.reordered() + there.duplicated(), () -> late + " came late, " + there);
        if (happened.stream().noneMatch(
                e -> e == Event.RESET || e == Event.REMOVAL || e == Event.HANG || e == Event.MANGLE)) {
            assertEquals(0, sender.abandonedPackets() + receiver.unreceivedPackets());
        }
    }

    /** Each byte follows from the number and the seed, so that none can be another packet's. */
    private void write(PacketBuffer packet, int number) {
        packet.place(0, length(number));
        for (int i = 0; i < packet.length(); i++) {
            packet.window().setByte(i, expected(number, i));
        }
    }

    private int read(PacketBuffer packet) {
        int number = packet.window().getInt(20);
        assertTrue(number >= 0 && number < accepted, number + " was never sent");
        assertEquals(length(number), packet.length(), "bytes of packet " + number);
        for (int i = 0; i < packet.length(); i++) {
            assertEquals(expected(number, i), packet.window().getByte(i), "byte " + i + " of packet " + number);
        }
        return number;
    }

    private static int length(int number) {
        return 60 + number * 37 % 1200;
    }

    private byte expected(int number, int i) {
        if (i >= 20 && i < 24) {
            return (byte) (number >>> 8 * (i - 20));
        }
        return (byte) (number * 0x9e3779b9 + i * 31 + seed);
    }

    @Override
    public void close() {
        while (!held.isEmpty()) {
            held.remove().close();
        }
        a.simulation.presence(Presence.State.PRESENT);
        b.simulation.presence(Presence.State.PRESENT);
        a.close();
        b.close();
    }
}
