// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.IovaException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.ResourceException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DmaSpaceTest {
    private static final long PAGE = 4096;

    private final FakeIommu iommu = new FakeIommu();
    private final DmaSpace space = new DmaSpace("sim:test", iommu, 0x0FFF_FFFF);
    private final Arena arena = Arena.ofShared();

    @AfterEach
    void freeMemory() {
        arena.close();
    }

    private MemorySegment pages(long count) {
        return arena.allocate(count * PAGE, PAGE);
    }

    @Test
    void aBufferIsMappedInWholePagesAndHasTheSizeAskedFor() {
        DmaBuffer buffer = space.allocate(5000);
        assertEquals(List.of("map 0x1000 8192 BIDIRECTIONAL"), iommu.calls());
        assertEquals(5000, buffer.size());
        assertEquals(5000, buffer.segment().byteSize());
        assertEquals(0, buffer.segment().address() % PAGE);
    }

    @ParameterizedTest
    @EnumSource
    void theDirectionReachesTheIommu(DmaDirection direction) {
        assertEquals(direction, space.allocate(1, 1, direction).direction());
        assertEquals(List.of("map 0x1000 4096 " + direction), iommu.calls());
    }

    @Test
    void aBufferIsZeroed() {
        MemorySegment segment = space.allocate(PAGE).segment();
        for (long i = 0; i < PAGE; i++) {
            assertEquals(0, segment.get(JAVA_BYTE, i));
        }
    }

    @Test
    void anAlignmentHoldsForTheAddressAndTheIova() {
        DmaBuffer buffer = space.allocate(1, 0x10000, DmaDirection.TO_DEVICE);
        assertEquals(0, buffer.iova() % 0x10000);
        assertEquals(0, buffer.segment().address() % 0x10000);
    }

    @Test
    void closingABufferUnmapsItBeforeItsMemoryIsFreed() {
        DmaBuffer buffer = space.allocate(PAGE);
        MemorySegment segment = buffer.segment();
        buffer.close();
        assertEquals("unmap 0x1000", iommu.calls().getLast());
        assertFalse(segment.scope().isAlive());
    }

    @Test
    void aClosedBuffersAddressIsFreeAgain() {
        space.allocate(PAGE).close();
        assertEquals(0x1000, space.allocate(PAGE).iova());
    }

    @Test
    void closingABufferTwiceUnmapsItOnce() {
        DmaBuffer buffer = space.allocate(PAGE);
        buffer.close();
        buffer.close();
        assertEquals(2, iommu.calls().size());
        assertEquals(List.of(), space.buffers());
    }

    @Test
    void memoryThatTheIommuDoesNotGiveBackIsNotFreed() {
        DmaBuffer buffer = space.allocate(PAGE);
        MemorySegment segment = buffer.segment();
        iommu.refuse(true);
        assertThrows(ResourceException.class, buffer::close);
        assertTrue(segment.scope().isAlive(), "the device may still use it");
        iommu.refuse(false);
        assertEquals(0x2000, space.allocate(PAGE).iova(), "nobody else gets its address");
    }

    @Test
    void aRefusedMappingReleasesItsAddress() {
        iommu.refuse(true);
        assertThrows(ResourceException.class, () -> space.allocate(PAGE));
        assertThrows(ResourceException.class, () -> space.map(pages(1), DmaDirection.TO_DEVICE));
        assertThrows(ResourceException.class, () -> space.mapAt(0x1000, pages(1), DmaDirection.TO_DEVICE));
        iommu.refuse(false);
        assertEquals(0x1000, space.allocate(PAGE).iova());
        assertEquals(1, space.buffers().size());
    }

    @Test
    void closingTheSpaceUnmapsAllOnce() {
        space.allocate(PAGE);
        space.map(pages(1), DmaDirection.TO_DEVICE);
        space.close();
        space.close();
        assertEquals(List.of("unmap 0x1000", "unmap 0x2000"), iommu.calls().subList(2, iommu.calls().size()));
    }

    @Test
    void oneBufferThatFailsToCloseKeepsNoOtherOpen() {
        DmaBuffer first = space.allocate(PAGE);
        DmaBuffer second = space.allocate(PAGE);
        iommu.refuse(true);
        RuntimeException failure = assertThrows(ResourceException.class, space::close);
        assertEquals(1, failure.getSuppressed().length);
        assertThrows(ClosedException.class, first::segment);
        assertThrows(ClosedException.class, second::segment);
    }

    @Test
    void mappedMemoryOutlivesItsBuffer() {
        MemorySegment memory = pages(2);
        DmaBuffer buffer = space.map(memory, DmaDirection.FROM_DEVICE);
        buffer.segment().set(JAVA_BYTE, 0, (byte) 7);
        buffer.close();
        assertEquals(7, memory.get(JAVA_BYTE, 0));
        assertEquals("unmap 0x1000", iommu.calls().getLast());
    }

    @Test
    void memoryIsMappedWhereTheCallerWantsIt() {
        assertEquals(0x8000, space.mapAt(0x8000, pages(1), DmaDirection.TO_DEVICE).iova());
        assertThrows(IovaException.class, () -> space.mapAt(0x8000, pages(1), DmaDirection.TO_DEVICE));
        assertThrows(IovaException.class, () -> space.mapAt(0x0FFF_F000, pages(2), DmaDirection.TO_DEVICE));
        assertThrows(IovaException.class, () -> space.mapAt(0x8800, pages(1), DmaDirection.TO_DEVICE));
    }

    @Test
    void memoryThatIsNotMadeOfPagesIsRefused() {
        for (MemorySegment memory : List.of(MemorySegment.ofArray(new byte[4096]), pages(1).asSlice(0, 100),
                pages(2).asSlice(8, PAGE), pages(1).asSlice(0, 0))) {
            assertThrows(AlignmentException.class, () -> space.map(memory, DmaDirection.TO_DEVICE));
            assertThrows(AlignmentException.class, () -> space.mapAt(0x1000, memory, DmaDirection.TO_DEVICE));
        }
        assertEquals(List.of(), iommu.calls());
    }

    @ParameterizedTest
    @ValueSource(longs = {0x1000_0000L, 0x0FFF_F001L, 1L << 40, Long.MAX_VALUE, Long.MAX_VALUE - 4000})
    void aBufferBeyondTheMaskIsRefused(long size) {
        assertThrows(IovaException.class, () -> space.allocate(size));
        assertEquals(List.of(), iommu.calls());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 4000, Long.MAX_VALUE - PAGE + 2})
    void aBufferBeyondAllAddressesIsRefused(long size) {
        space.mask(64);
        assertThrows(IovaException.class, () -> space.allocate(size));
        assertEquals(List.of(), iommu.calls());
        assertEquals(0x1000, space.allocate(PAGE).iova());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aBufferHasAtLeastOneByte(long size) {
        assertThrows(IllegalArgumentException.class, () -> space.allocate(size));
    }

    @Test
    void memoryThatTheMachineLacksIsATypedFailureAndReleasesItsAddress() {
        DmaSpace wide = new DmaSpace("sim:wide", iommu, -1);
        wide.mask(64);
        assertThrows(ResourceException.class, () -> wide.allocate(1L << 60));
        assertEquals(0x1000, wide.allocate(PAGE).iova());
        wide.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3, 4095, 4097, 6000, Long.MIN_VALUE})
    void anAlignmentIsAPowerOfTwo(long alignment) {
        assertThrows(AlignmentException.class, () -> space.allocate(PAGE, alignment, DmaDirection.TO_DEVICE));
    }

    @Test
    void moreThan32BitsAreForTheDriverToAskFor() {
        for (long known : new long[] {-1, Long.MAX_VALUE, 0xFFFF_FFFFL}) {
            assertEquals(0xFFFF_FFFFL, new DmaSpace("sim:test", iommu, known).mask());
        }
        assertEquals(0x0FFF_FFFF, space.mask());
        DmaSpace wide = new DmaSpace("sim:wide", iommu, -1);
        assertThrows(IovaException.class, () -> wide.mapAt(1L << 32, pages(1), DmaDirection.TO_DEVICE));
        wide.mask(64);
        assertEquals(1L << 32, wide.mapAt(1L << 32, pages(1), DmaDirection.TO_DEVICE).iova());
        assertEquals(0x1000, wide.allocate(PAGE).iova());
        wide.close();
    }

    @Test
    void theMaskIsGivenInBits() {
        space.mask(13);
        assertEquals(0x1FFF, space.mask());
        assertEquals(0x1000, space.allocate(PAGE).iova());
        assertThrows(IovaException.class, () -> space.allocate(PAGE));
        for (int bits : new int[] {63, 64}) {
            space.mask(bits);
            assertEquals(Long.MAX_VALUE, space.mask());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 11, 65, Integer.MAX_VALUE})
    void aMaskHas12To64Bits(int bits) {
        assertThrows(IllegalArgumentException.class, () -> space.mask(bits));
    }

    @Test
    void aPartOfABufferHasItsOwnIova() {
        DmaBuffer buffer = space.allocate(5000);
        assertEquals(0x1000 + 4999, buffer.iova(4999, 1));
        assertEquals(0x1000 + 5000, buffer.iova(5000, 0));
        for (long[] part : new long[][] {{-1, 1}, {0, 5001}, {5000, 1}, {0, -1}, {Long.MAX_VALUE, 1},
            {1, Long.MAX_VALUE}}) {
            assertThrows(OffsetException.class, () -> buffer.iova(part[0], part[1]));
        }
    }

    @Test
    void nothingWorksOnAClosedSpaceOrBuffer() {
        DmaBuffer buffer = space.allocate(PAGE);
        space.close();
        assertThrows(ClosedException.class, buffer::iova);
        assertThrows(ClosedException.class, buffer::segment);
        assertThrows(ClosedException.class, () -> buffer.iova(0, 1));
        assertThrows(ClosedException.class, () -> space.allocate(PAGE));
        assertThrows(ClosedException.class, () -> space.map(pages(1), DmaDirection.TO_DEVICE));
        assertThrows(ClosedException.class, () -> space.mapAt(0x1000, pages(1), DmaDirection.TO_DEVICE));
        assertThrows(ClosedException.class, () -> space.mask(20));
    }

    @Test
    void theOpenBuffersAreListedInOrder() {
        DmaBuffer first = space.allocate(PAGE);
        DmaBuffer second = space.allocate(PAGE);
        assertEquals(List.of(first, second), space.buffers());
        first.close();
        assertEquals(List.of(second), space.buffers());
    }
}
