// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.OffsetException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DmaMappingTest {
    private final FakeIommu iommu = new FakeIommu();
    private final DmaSpace space = new DmaSpace("sim:test", iommu, 0x0FFF_FFFF);
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory = arena.allocate(8192, 4096);

    @AfterEach
    void close() {
        space.close();
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    /** A device that does not look into the caches. */
    private DmaSpace incoherent() {
        return new DmaSpace("sim:blind", new Iommu() {
            @Override
            public long pageSize() {
                return iommu.pageSize();
            }

            @Override
            public boolean coherent() {
                return false;
            }

            @Override
            public void map(long iova, MemorySegment mapped, DmaDirection direction) {
                iommu.map(iova, mapped, direction);
            }

            @Override
            public void unmap(long iova) {
                iommu.unmap(iova);
            }
        }, 0x0FFF_FFFF);
    }

    @ParameterizedTest
    @EnumSource
    void memoryIsLentInPlaceAndComesBack(DmaDirection direction) {
        memory.set(JAVA_BYTE, 5000, (byte) 7);
        DmaMapping mapping = DmaMapping.of(space, memory, direction);
        assertEquals(List.of("map 0x1000 8192 " + direction), iommu.calls());
        assertEquals(direction, mapping.direction());
        assertEquals(8192, mapping.size());
        assertEquals(0x1000, mapping.iova());
        assertEquals(0x1000 + 5000, mapping.iova(5000, 1));
        assertEquals(7, mapping.view().getByte(5000));
        assertEquals(memory.address(), mapping.segment().address());
        mapping.syncForCpu(5000, 1);
        mapping.syncForDevice(5000, 1);
        mapping.close();
        mapping.close();
        assertEquals(List.of("unmap 0x1000"), iommu.calls().subList(1, iommu.calls().size()));
        assertEquals(7, memory.get(JAVA_BYTE, 5000), "it outlives the mapping");
    }

    /** What the caches' instructions do can't be seen from here, but that they run, on all sizes, and harm nothing. */
    @ParameterizedTest
    @EnumSource
    void cachesAreMaintainedWhereTheDeviceDoesNotLookIntoThem(DmaDirection direction) {
        DmaSpace blind = incoherent();
        try (DmaMapping mapping = DmaMapping.of(blind, memory, direction)) {
            for (long[] part : new long[][] {{0, 8192}, {1, 1}, {63, 2}, {8191, 1}, {100, 0}, {8192, 0}}) {
                memory.asSlice(part[0], part[1]).fill((byte) 0x5A);
                mapping.syncForDevice(part[0], part[1]);
                mapping.syncForCpu(part[0], part[1]);
                assertEquals(-1, memory.asSlice(part[0], part[1])
                        .mismatch(MemorySegment.ofArray(new byte[(int) part[1]]).fill((byte) 0x5A)));
            }
        }
        blind.close();
    }

    @Test
    void aPartLiesInside() {
        DmaMapping mapping = DmaMapping.of(space, memory, DmaDirection.BIDIRECTIONAL);
        for (long[] part : new long[][] {{-1, 1}, {0, 8193}, {8192, 1}, {0, -1}, {Long.MAX_VALUE, 1},
            {1, Long.MAX_VALUE}}) {
            assertThrows(OffsetException.class, () -> mapping.syncForDevice(part[0], part[1]));
            assertThrows(OffsetException.class, () -> mapping.syncForCpu(part[0], part[1]));
            assertThrows(OffsetException.class, () -> mapping.iova(part[0], part[1]));
        }
    }

    @Test
    void nothingWorksOnAClosedMapping() {
        DmaMapping mapping = DmaMapping.of(space, memory, DmaDirection.BIDIRECTIONAL);
        mapping.close();
        for (Runnable use : List.<Runnable>of(mapping::syncForDevice, mapping::syncForCpu, mapping::segment,
                mapping::view, mapping::iova)) {
            assertThrows(ClosedException.class, use::run);
        }
        assertTrue(mapping.toString().endsWith("closed"), mapping::toString);
    }

    @Test
    void memoryThatWentAwayIsATypedFailure() {
        DmaSpace blind = incoherent();
        DmaMapping mapping = DmaMapping.of(blind, memory, DmaDirection.BIDIRECTIONAL);
        arena.close();
        String why = "sim:blind lost the memory of a mapping: its arena is closed";
        assertEquals(why, assertThrows(ClosedException.class, mapping::syncForDevice).getMessage());
        assertEquals(why, assertThrows(ClosedException.class, mapping::syncForCpu).getMessage());
        mapping.close();
        assertEquals("unmap 0x1000 after its memory", iommu.calls().getLast(), "the device is stopped all the same");
        blind.close();
    }

    @Test
    void onlyWholePagesAreLent() {
        assertThrows(AlignmentException.class,
                () -> DmaMapping.of(space, memory.asSlice(1, 4096), DmaDirection.TO_DEVICE));
        assertEquals(List.of(), iommu.calls());
    }
}
