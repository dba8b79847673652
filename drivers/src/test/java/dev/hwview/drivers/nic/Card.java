// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.nic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.dma.PacketBuffer;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.net.Cable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A simulated card, its driver, and its cable. Closing it checks that the driver broke no rule of the card. */
final class Card implements AutoCloseable {
    static final long MAC = 0x02_00_00_00_00_01L;
    static final long PEER = 0x02_00_00_00_00_99L;
    static final Duration SOON = Duration.ofSeconds(10);

    final Device device;
    final Simulation simulation;
    final Cable cable;
    final E1000e nic;
    private boolean wild;

    private Card(String options, UnaryOperator<E1000eBuilder> how) {
        device = Device.open("sim:e1000e,mac=02:00:00:00:00:01" + options);
        simulation = Simulation.of(device);
        cable = Cable.of(device);
        nic = how.apply(E1000e.on(device)).open();
        nic.awaitLink(SOON);
    }

    static Card open() {
        return open(how -> how);
    }

    static Card open(UnaryOperator<E1000eBuilder> how) {
        return new Card("", how);
    }

    static Card open(String options, UnaryOperator<E1000eBuilder> how) {
        return new Card(options, how);
    }

    /** The card was given reason to complain. */
    Card wild() {
        wild = true;
        return this;
    }

    /** A frame of a type that nobody knows, whose bytes can be told from another's. */
    static byte[] frame(long to, int length, int number) {
        ByteBuffer frame = ByteBuffer.allocate(length);
        frame.putLong(to << 16 | PEER >>> 32).putInt((int) PEER).putShort((short) 0x88b5);
        if (length >= 18) {
            frame.putInt(number);
        }
        while (frame.hasRemaining()) {
            frame.put((byte) (number * 31 + frame.position() * 7));
        }
        return frame.array();
    }

    static byte[] frame(int length, int number) {
        return frame(MAC, length, number);
    }

    /** Receives, by polling, and gives the buffers back. */
    List<byte[]> receive(int count) {
        return receive(nic.rx(0), count);
    }

    static List<byte[]> receive(RxQueue queue, int count) {
        List<byte[]> frames = new ArrayList<>();
        PacketBuffer[] batch = new PacketBuffer[Math.max(count, 1)];
        await(() -> {
            int came = queue.receive(batch, count - frames.size());
            for (int i = 0; i < came; i++) {
                frames.add(bytes(batch[i]));
                batch[i].close();
            }
            return frames.size() >= count;
        });
        return frames;
    }

    /** Takes a buffer and fills it. */
    PacketBuffer packet(byte[] bytes) {
        PacketBuffer packet = nic.rx(0).pool().take();
        packet.place(0, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            packet.window().setByte(i, bytes[i]);
        }
        return packet;
    }

    void transmit(byte[] bytes) {
        PacketBuffer[] one = {packet(bytes)};
        await(() -> nic.tx(0).transmit(one, 0, 1) == 1);
    }

    /** What the card has sent. */
    List<byte[]> sent(int count) {
        List<byte[]> frames = new ArrayList<>();
        await(() -> {
            cable.take().ifPresent(frames::add);
            return frames.size() >= count;
        });
        return frames;
    }

    static byte[] bytes(PacketBuffer packet) {
        byte[] bytes = new byte[packet.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = packet.window().getByte(i);
        }
        return bytes;
    }

    static void await(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begin < SOON.toNanos(), "it did not happen in time");
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        nic.close();
        if (!wild) {
            simulation.faults().assertNone();
        }
        device.close();
    }
}
