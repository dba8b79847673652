// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** The memory of a pool, in one piece for the program and in one piece for each device. */
final class PoolMemory {
    private final List<DmaSpace> spaces;
    private final DmaBuffer buffer;
    private final MemorySegment segment;
    private final String pages;

    private PoolMemory(List<DmaSpace> spaces, DmaBuffer buffer, String pages) {
        this.spaces = List.copyOf(spaces);
        this.buffer = buffer;
        this.segment = buffer.segment();
        this.pages = pages;
    }

    static PoolMemory allocate(DmaPoolBuilder plan, long size) {
        DmaSpace space = plan.spaces.getFirst();
        return new PoolMemory(plan.spaces, space.allocate(size, 1, plan.direction), "4 KiB (no others were asked for)");
    }

    List<DmaSpace> spaces() {
        return spaces;
    }

    MemorySegment segment() {
        return segment;
    }

    long iova() {
        return buffer.iova();
    }

    String pages() {
        return pages;
    }

    void close() {
        buffer.close();
    }
}
