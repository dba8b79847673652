// SPDX-License-Identifier: Apache-2.0
package dev.hwview.ordering;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.hwview.dma.DescriptorRing;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.DmaSpace;
import dev.hwview.dma.Iommu;
import dev.hwview.dma.Ownership;
import dev.hwview.register.BusGuard;
import dev.hwview.register.Presence;
import dev.hwview.register.Register32;
import dev.hwview.register.RegisterSpace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A ring of the shipped code, a doorbell, a buffer, and the hands of a device that is a thread. Made once and used
 * again: jcstress makes states by the million, and memory that a device reaches is not for that.
 */
final class Stand {
    /** More than there are states at any time. */
    private static final int STANDS = 1 << 14;
    private static final int LINE = 64;
    private static final int SIZE = 16;
    static final int LENGTH = 8;
    static final int WORD = 12;
    static final int BIT = 1;
    private static final Register32 TAIL = Register32.at("TAIL", 0);
    private static final VarHandle INT = JAVA_INT.varHandle();

    final DescriptorRing ring;
    private final RegisterSpace bar;
    private final MemorySegment doorbell;
    private final MemorySegment descriptors;
    private final MemorySegment index;
    private final MemorySegment buffer;

    private Stand(MemorySegment lines, Function<DmaBuffer, Ownership> how) {
        DmaSpace space = new DmaSpace("stand", new NoIommu(), Long.MAX_VALUE);
        DmaBuffer shared = space.allocate(LINE);
        this.ring = DescriptorRing.of(space, "ring", 8, SIZE, how.apply(shared));
        this.descriptors = space.buffers().getLast().segment();
        this.index = shared.segment();
        this.doorbell = lines.asSlice(0, LINE);
        this.buffer = lines.asSlice(LINE, LINE);
        this.bar = RegisterSpace.over("stand", doorbell, BusGuard.NONE, Presence.ALWAYS);
    }

    /** All stands of one kind, taken in turn. */
    static final class Row {
        private final Stand[] stands = new Stand[STANDS];
        private final AtomicInteger next = new AtomicInteger();

        Row(Function<DmaBuffer, Ownership> how) {
            MemorySegment lines = Arena.global().allocate(2L * LINE * STANDS, LINE);
            for (int i = 0; i < STANDS; i++) {
                stands[i] = new Stand(lines.asSlice(2L * LINE * i, 2 * LINE), how);
            }
        }

        /** One that is as new. */
        Stand take() {
            Stand stand = stands[next.getAndIncrement() & STANDS - 1];
            stand.ring.reset();
            stand.doorbell.fill((byte) 0);
            stand.index.fill((byte) 0);
            stand.buffer.fill((byte) 0);
            return stand;
        }
    }

    private static final class NoIommu implements Iommu {
        @Override
        public long pageSize() {
            return LINE;
        }

        @Override
        public void map(long iova, MemorySegment memory, DmaDirection direction) {}

        @Override
        public void unmap(long iova) {}
    }

    // ---- the driver's hands

    void publish() {
        ring.publish(bar, TAIL);
    }

    void putIntoBuffer(int value) {
        buffer.set(JAVA_INT, 0, value);
    }

    int lookIntoBuffer() {
        return buffer.get(JAVA_INT, 0);
    }

    // ---- the device's, which is strict about order: what is tried is the driver's

    int doorbell() {
        return (int) INT.getAcquire(doorbell, 0L);
    }

    int word() {
        return (int) INT.getAcquire(descriptors, (long) WORD);
    }

    void word(int value) {
        INT.setRelease(descriptors, (long) WORD, value);
    }

    int length() {
        return (int) INT.getOpaque(descriptors, (long) LENGTH);
    }

    void length(int value) {
        INT.setOpaque(descriptors, (long) LENGTH, value);
    }

    int inBuffer() {
        return (int) INT.getOpaque(buffer, 0L);
    }

    void inBuffer(int value) {
        INT.setOpaque(buffer, 0L, value);
    }

    void index(int value) {
        INT.setRelease(index, 0L, value);
    }
}
