// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench.nic;

import dev.hwview.device.Device;
import dev.hwview.dma.DmaBuffer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** The driver of c/nic.c, with the loops of c/forward.c. Java only gives it its memory. */
final class CSide implements Side {
    private static final long BUFFER = 2048;
    private static final long DESCRIPTOR = 16;

    private final Arena arena = Arena.ofShared();
    private final TwoCards cards = new TwoCards();
    private final int batch;
    private final List<MemorySegment> pools = new ArrayList<>();
    private final List<MemorySegment> from;
    private final List<MemorySegment> to;
    private final MemorySegment nanos = arena.allocate(ValueLayout.JAVA_LONG, TwoCards.ROUND);

    CSide(int batch, int queues) {
        this.batch = batch;
        for (int i = 0; i < queues; i++) {
            DmaBuffer memory = cards.from.dma().allocate(TwoCards.BUFFERS * BUFFER);
            // Both cards see the buffers at the same address, for they are forwarded from one to the other.
            cards.to.dma().mapAt(memory.iova(), memory.segment(), memory.direction());
            pools.add(NicTwins.pool(memory.segment(), memory.iova(), TwoCards.BUFFERS));
        }
        from = open(cards.from);
        to = open(cards.to);
        from.forEach(NicTwins::fill);
        cards.runByHand();
    }

    private List<MemorySegment> open(Device device) {
        MemorySegment bar = TwoCards.registers(device);
        NicTwins.reset(bar);
        NicTwins.awaitReset(bar);
        List<MemorySegment> queues = new ArrayList<>();
        for (MemorySegment pool : pools) {
            DmaBuffer rings = device.dma().allocate(2 * TwoCards.RING * DESCRIPTOR);
            queues.add(NicTwins.queue(bar, queues.size(), TwoCards.RING, rings.segment(), rings.iova(), pool));
        }
        NicTwins.start(bar, queues.size());
        NicTwins.awaitLink(bar);
        return queues;
    }

    @Override
    public TwoCards cards() {
        return cards;
    }

    @Override
    public int forward(int queue) {
        return NicTwins.forward(from.get(queue), to.get(queue), batch, TwoCards.ROUND, MemorySegment.NULL);
    }

    @Override
    public void bind(int queue) {
        // whoever calls has it
    }

    @Override
    public int forward(long[] into) {
        int done = NicTwins.forward(from.getFirst(), to.getFirst(), batch, TwoCards.ROUND, nanos);
        MemorySegment.copy(nanos, ValueLayout.JAVA_LONG, 0, into, 0, (done + batch - 1) / batch);
        return done;
    }

    @Override
    public long loop(int queue, long duration) {
        return NicTwins.loop(from.get(queue), to.get(queue), TwoCards.handle(cards.from), TwoCards.handle(cards.to),
                batch, TwoCards.ROUND, duration);
    }

    @Override
    public void close() {
        cards.close(); // they touch no memory after that
        from.forEach(NicTwins::close);
        to.forEach(NicTwins::close);
        pools.forEach(NicTwins::closePool);
        arena.close();
    }
}
