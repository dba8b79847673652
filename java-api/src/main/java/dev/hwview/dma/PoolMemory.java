// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import dev.hwview.fault.IovaException;
import dev.hwview.fault.ResourceException;
import dev.hwview.internal.HugePages;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The memory of a pool, in one piece for the program, and in one piece, at one address, for all of its devices. */
final class PoolMemory {
    private final List<DmaSpace> spaces;
    private final List<DmaBuffer> buffers;
    private final Arena arena;
    private final MemorySegment segment;
    private final long iova;
    private final String pages;

    private PoolMemory(List<DmaSpace> spaces, List<DmaBuffer> buffers, Arena arena, String pages) {
        this.spaces = List.copyOf(spaces);
        this.buffers = buffers;
        this.arena = arena;
        this.segment = buffers.getFirst().segment();
        this.iova = buffers.getFirst().iova();
        this.pages = pages;
    }

    static PoolMemory allocate(DmaPoolBuilder plan, long size) {
        long page = plan.spaces.stream().mapToLong(DmaSpace::pageSize).max().orElseThrow();
        freeAddress(plan.spaces, size, page); // before so much memory is allocated for nothing
        Arena arena = Arena.ofShared();
        try {
            HugePages.Mapping memory = plan.hugePages ? HugePages.map(plan.name, size, arena)
                    : new HugePages.Mapping(arena.allocate((size + page - 1) / page * page, page), page,
                            "4 KiB (huge ones were not asked for)");
            long alignment = Math.max(page, memory.alignment());
            List<DmaBuffer> buffers = map(plan.spaces, memory.memory(), alignment, plan.direction);
            return new PoolMemory(plan.spaces, buffers, arena, memory.pages());
        } catch (OutOfMemoryError e) {
            arena.close();
            throw new ResourceException(plan.name, "has no memory for " + size + " bytes", e);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static List<DmaBuffer> map(List<DmaSpace> spaces, MemorySegment memory, long alignment,
            DmaDirection direction) {
        while (true) {
            long iova = freeAddress(spaces, memory.byteSize(), alignment);
            List<DmaBuffer> buffers = new ArrayList<>();
            try {
                for (DmaSpace space : spaces) {
                    buffers.add(space.mapAt(iova, memory, direction));
                }
                return buffers;
            } catch (RuntimeException e) {
                buffers.forEach(DmaBuffer::close);
                if (!(e instanceof IovaException) || freeAddress(spaces, memory.byteSize(), alignment) == iova) {
                    throw e;
                }
                // Somebody took that address between the look and the mapping.
            }
        }
    }

    /** The lowest address that all of the devices have free. */
    private static long freeAddress(List<DmaSpace> spaces, long size, long alignment) {
        long candidate = 0;
        long before;
        do {
            before = candidate;
            for (DmaSpace space : spaces) {
                candidate = space.freeAddress(candidate, size, alignment);
            }
        } while (candidate != before);
        return candidate;
    }

    List<DmaSpace> spaces() {
        return spaces;
    }

    MemorySegment segment() {
        return segment;
    }

    long iova() {
        return iova;
    }

    String pages() {
        return pages;
    }

    /** From each device, and only then from the program. */
    void close() {
        RuntimeException failure = null;
        for (DmaBuffer buffer : buffers) {
            try {
                buffer.close();
            } catch (RuntimeException e) {
                failure = e; // one device may still use it, so it's not freed
            }
        }
        if (failure != null) {
            throw failure;
        }
        arena.close();
    }
}
