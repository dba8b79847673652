// SPDX-License-Identifier: Apache-2.0
package dev.hwview.ordering;

import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.DmaPool;
import dev.hwview.dma.DmaSpace;
import dev.hwview.dma.Iommu;
import dev.hwview.dma.PacketBuffer;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/** Pools of two buffers, made once and used again. */
final class Pools {
    /** More than there are states at any time. */
    private static final int POOLS = 1 << 14;

    private final Two[] pools = new Two[POOLS];
    private final AtomicInteger next = new AtomicInteger();

    Pools() {
        for (int i = 0; i < POOLS; i++) {
            pools[i] = new Two();
        }
    }

    /** One of which both buffers are out. */
    Two take() {
        Two pool = pools[next.getAndIncrement() & POOLS - 1];
        pool.takeAll();
        return pool;
    }

    /** A pool, and its buffers. */
    static final class Two {
        private final DmaPool pool =
                DmaPool.on(new DmaSpace("pool", new NoIommu(), Long.MAX_VALUE)).count(2).size(64).build();
        private final PacketBuffer[] out = new PacketBuffer[2];

        private void takeAll() {
            pool.bind();
            pool.take(out, 0, 2); // those that an earlier state gave back, and did not take
            for (PacketBuffer buffer : out) {
                buffer.length(4).window().setInt(0, 0);
            }
            pool.unbind();
        }

        PacketBuffer first() {
            return out[0];
        }

        PacketBuffer second() {
            return out[1];
        }

        void bind() {
            pool.bind();
        }

        PacketBuffer next() {
            return pool.take();
        }
    }

    private static final class NoIommu implements Iommu {
        @Override
        public long pageSize() {
            return 64;
        }

        @Override
        public void map(long iova, MemorySegment memory, DmaDirection direction) {}

        @Override
        public void unmap(long iova) {}
    }
}
