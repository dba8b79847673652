// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.hwview.device.Device;
import dev.hwview.dma.Barrier;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.RegisterPath;
import dev.hwview.sim.Simulation;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** The least of a driver for an 82574L: one queue in each direction, legacy descriptors (sections 7.1.4, 7.2.10). */
final class BareCard {
    static final Register32 CTRL = Register32.at("CTRL", 0x0000);
    static final Register32 STATUS = Register32.at("STATUS", 0x0008);
    static final Register32 ICR = Register32.at("ICR", 0x00C0);
    static final Register32 ICS = Register32.at("ICS", 0x00C8);
    static final Register32 IMS = Register32.at("IMS", 0x00D0);
    static final Register32 RCTL = Register32.at("RCTL", 0x0100);
    static final Register32 TCTL = Register32.at("TCTL", 0x0400);
    static final Register32 RDBAL = Register32.at("RDBAL0", 0x2800);
    static final Register32 RDBAH = Register32.at("RDBAH0", 0x2804);
    static final Register32 RDLEN = Register32.at("RDLEN0", 0x2808);
    static final Register32 RDT = Register32.at("RDT0", 0x2818);
    static final Register32 TDBAL = Register32.at("TDBAL0", 0x3800);
    static final Register32 TDBAH = Register32.at("TDBAH0", 0x3804);
    static final Register32 TDLEN = Register32.at("TDLEN0", 0x3808);
    static final Register32 TDT = Register32.at("TDT0", 0x3818);

    static final int RING = 64;
    private static final int DESCRIPTOR = 16;
    private static final int BUFFER = 2048;
    private static final int SET_LINK_UP = 1 << 6;
    private static final int LINK_UP = 1 << 1;
    /** EN, UPE, MPE, BAM, SECRC. */
    private static final int RECEIVE_ALL = 1 << 1 | 1 << 3 | 1 << 4 | 1 << 15 | 1 << 26;
    /** EN, PSP. */
    private static final int TRANSMIT = 1 << 1 | 1 << 3;
    /** EOP, IFCS, RS. */
    private static final int COMMAND = 0x0b;
    private static final int DONE = 1;
    private static final long PATIENCE = 5_000_000_000L;

    final RegisterSpace bar;
    private final Simulation simulation;
    private final DmaBuffer rx;
    private final DmaBuffer tx;
    private final DmaBuffer rxMemory;
    private final DmaBuffer txMemory;
    private int rxNext;
    private int txNext;

    /** Sets the card up; its receiver has no descriptors before {@link #listen}. */
    BareCard(Device device) {
        bar = device.registers();
        simulation = Simulation.of(device);
        rx = device.dma().allocate(RING * DESCRIPTOR);
        tx = device.dma().allocate(RING * DESCRIPTOR);
        rxMemory = device.dma().allocate(RING * BUFFER);
        txMemory = device.dma().allocate(RING * BUFFER);
        CTRL.write(bar, CTRL.read(bar) | SET_LINK_UP);
        queue(RDBAL, RDBAH, RDLEN, rx);
        queue(TDBAL, TDBAH, TDLEN, tx);
        RCTL.write(bar, RECEIVE_ALL);
        TCTL.write(bar, TRANSMIT);
        awaitLink();
    }

    /** Negotiating takes the card a while, of its clock, which may be the test's to move. */
    void awaitLink() {
        await("there is no link", () -> {
            if (simulation.path() == RegisterPath.MEMORY) {
                simulation.step(0);
            }
            if (!isLinkUp() && stepped()) {
                simulation.clock().advance(Duration.ofNanos(100));
            }
            return isLinkUp() ? Optional.of(true) : Optional.empty();
        });
    }

    private boolean stepped() {
        try {
            simulation.clock().advance(Duration.ZERO);
            return true;
        } catch (IllegalStateException real) {
            return false;
        }
    }

    private void queue(Register32 low, Register32 high, Register32 length, DmaBuffer ring) {
        low.write(bar, (int) ring.iova());
        high.write(bar, (int) (ring.iova() >>> 32));
        length.write(bar, RING * DESCRIPTOR);
    }

    /** Gives the receiver all descriptors but one. */
    BareCard listen() {
        for (int i = 0; i < RING; i++) {
            empty(i);
        }
        Barrier.dmaWmb();
        RDT.write(bar, RING - 1);
        return this;
    }

    private void empty(int slot) {
        rx.segment().set(JAVA_LONG, (long) slot * DESCRIPTOR, rxMemory.iova() + (long) slot * BUFFER);
        rx.segment().set(JAVA_LONG, (long) slot * DESCRIPTOR + 8, 0);
    }

    boolean isLinkUp() {
        return (STATUS.read(bar) & LINK_UP) != 0;
    }

    /** The next frame that came, if there is one now. */
    Optional<byte[]> poll() {
        long at = (long) rxNext * DESCRIPTOR;
        if ((rx.segment().get(JAVA_BYTE, at + 12) & DONE) == 0) {
            return Optional.empty();
        }
        Barrier.dmaRmb();
        int length = Short.toUnsignedInt(rx.segment().get(JAVA_SHORT, at + 8));
        byte[] frame = rxMemory.segment().asSlice((long) rxNext * BUFFER, length).toArray(JAVA_BYTE);
        empty(rxNext);
        Barrier.dmaWmb();
        RDT.write(bar, rxNext);
        rxNext = (rxNext + 1) % RING;
        return Optional.of(frame);
    }

    /** The next frame that comes; it is an error if none does. */
    byte[] receive() {
        return await("no frame came", this::poll);
    }

    /** Sends a frame; the descriptor is looked at by {@link #isSent}. */
    int post(byte[] frame) {
        int slot = txNext;
        MemorySegment.copy(frame, 0, txMemory.segment(), JAVA_BYTE, (long) slot * BUFFER, frame.length);
        tx.segment().set(JAVA_LONG, (long) slot * DESCRIPTOR, txMemory.iova() + (long) slot * BUFFER);
        tx.segment().set(JAVA_LONG, (long) slot * DESCRIPTOR + 8, frame.length | (long) COMMAND << 24);
        txNext = (txNext + 1) % RING;
        Barrier.dmaWmb();
        TDT.write(bar, txNext);
        return slot;
    }

    boolean isSent(int slot) {
        return (tx.segment().get(JAVA_BYTE, (long) slot * DESCRIPTOR + 12) & DONE) != 0;
    }

    /** Sends a frame, and waits until the card has. */
    void send(byte[] frame) {
        int slot = post(frame);
        await("the frame was not sent", () -> isSent(slot) ? Optional.of(slot) : Optional.empty());
    }

    /** Asks until there is an answer. */
    static <T> T await(String otherwise, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError(otherwise);
    }

    /** A frame to all, of unknown type, whose bytes tell its number. */
    static byte[] frame(int number, int length) {
        byte[] frame = new byte[length];
        Arrays.fill(frame, 0, Math.min(6, length), (byte) 0xff);
        for (int i = 6; i < length; i++) {
            frame[i] = (byte) (i * 7 + number * 13);
        }
        frame[12] = (byte) 0x88;
        frame[13] = (byte) 0xb5;
        frame[14] = (byte) (number >>> 8);
        frame[15] = (byte) number;
        return frame;
    }

    static int number(byte[] frame) {
        return Byte.toUnsignedInt(frame[14]) << 8 | Byte.toUnsignedInt(frame[15]);
    }
}
