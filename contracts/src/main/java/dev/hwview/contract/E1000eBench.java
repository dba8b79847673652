// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.dma.PacketBuffer;
import dev.hwview.drivers.nic.E1000e;
import dev.hwview.drivers.nic.E1000eBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** A card with its driver, and what a test does with them again and again. */
abstract class E1000eBench {
    static final Duration SOON = Duration.ofSeconds(20);

    Rig rig;
    E1000e nic;

    /** Opens a card. */
    protected abstract Rig rig();

    void open(UnaryOperator<E1000eBuilder> how) {
        rig = rig();
        nic = how.apply(E1000e.on(rig.device())).open();
        nic.awaitLink(SOON);
    }

    void open() {
        open(how -> how);
    }

    @AfterEach
    void close() {
        if (nic != null) {
            nic.close();
        }
        if (rig != null) {
            rig.close();
        }
    }

    /** One for the card, of a type that nobody knows. */
    byte[] frame(int length, int number) {
        return Frames.frame(rig.mac(), length, number);
    }

    /** One for the card, UDP over IPv4. */
    byte[] udp(int flow, int number, int length) {
        return Frames.udp(rig.mac(), flow, number, length);
    }

    List<byte[]> receive(int count) {
        List<byte[]> frames = new ArrayList<>();
        PacketBuffer[] batch = new PacketBuffer[count];
        await(() -> {
            int came = nic.rx(0).receive(batch, count - frames.size());
            for (int i = 0; i < came; i++) {
                frames.add(Frames.bytes(batch[i]));
                batch[i].close();
            }
            return frames.size() >= count;
        });
        return frames;
    }

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

    List<byte[]> sent(int count) {
        List<byte[]> frames = new ArrayList<>();
        await(() -> {
            rig.take().ifPresent(frames::add);
            return frames.size() >= count;
        });
        return frames;
    }

    static void await(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begin < SOON.toNanos(), "it did not happen in time");
            Thread.onSpinWait();
        }
    }
}
