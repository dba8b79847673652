// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.OffsetException;
import dev.hwview.fault.WidthException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTransferTest {
    private final RecordingSpace space = new RecordingSpace();
    private final byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8, (byte) 0xF9, (byte) 0xFA, (byte) 0xFB, (byte) 0xFC,
        (byte) 0xFD, (byte) 0xFE, (byte) 0xFF, 0x10};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void copyToWritesAscendingAccessesOfOneWidth(int width) {
        space.copyTo(0x40, width, MemorySegment.ofArray(bytes));
        assertEquals(16 / width, space.accesses.size());
        for (int i = 0; i < space.accesses.size(); i++) {
            assertEquals("write" + width * 8 + " 0x" + Long.toHexString(0x40 + (long) i * width),
                    space.accesses.get(i).substring(0, space.accesses.get(i).lastIndexOf(' ')));
        }
        assertEquals(0x0807_0605_0403_0201L, space.held(0x40, 8));
        assertEquals(0x10FF_FEFD_FCFB_FAF9L, space.held(0x48, 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void copyFromReadsAscendingAccessesOfOneWidth(int width) {
        space.copyTo(0x40, 1, MemorySegment.ofArray(bytes));
        space.accesses.clear();
        byte[] copy = new byte[16];
        space.copyFrom(0x40, width, MemorySegment.ofArray(copy));
        assertArrayEquals(bytes, copy);
        assertEquals("read" + width * 8 + " 0x40", space.accesses.getFirst());
        assertEquals("read" + width * 8 + " 0x" + Integer.toHexString(0x50 - width), space.accesses.getLast());
        assertEquals(16 / width, space.accesses.size());
    }

    @Test
    void aFifoIsAccessedAtOneOffset() {
        space.writeFifo(0x20, 4, MemorySegment.ofArray(bytes));
        space.readFifo(0x20, 8, MemorySegment.ofArray(new byte[16]));
        assertEquals(List.of("write32 0x20 0x4030201", "write32 0x20 0x8070605", "write32 0x20 0xfcfbfaf9",
                "write32 0x20 0x10fffefd", "read64 0x20", "read64 0x20"), space.accesses);
    }

    @Test
    void memoryNeedsNoAlignment() {
        byte[] copy = new byte[17];
        space.copyTo(0, 8, MemorySegment.ofArray(bytes));
        space.copyFrom(0, 8, MemorySegment.ofArray(copy).asSlice(1));
        assertArrayEquals(bytes, Arrays.copyOfRange(copy, 1, 17));
    }

    @Test
    void anEmptyBlockIsNoAccess() {
        space.copyTo(256, 4, MemorySegment.ofArray(new byte[0]));
        assertEquals(List.of(), space.accesses);
    }

    @Test
    void aBlockThatDoesNotFitIsRefusedBeforeItsFirstAccess() {
        refused(OffsetException.class, () -> space.copyTo(0xF4, 4, MemorySegment.ofArray(bytes)));
        refused(OffsetException.class, () -> space.copyFrom(0xF4, 4, MemorySegment.ofArray(bytes)));
        refused(OffsetException.class, () -> space.copyTo(-4, 4, MemorySegment.ofArray(bytes)));
        refused(OffsetException.class, () -> space.readFifo(0x100, 4, MemorySegment.ofArray(bytes)));
        refused(OffsetException.class, () -> space.writeFifo(Long.MAX_VALUE, 1, MemorySegment.ofArray(bytes)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 0, 3, 5, 6, 7, 16})
    void aWidthThatIsNoneIsRefused(int width) {
        refused(WidthException.class, () -> space.copyTo(0, width, MemorySegment.ofArray(bytes)));
        refused(WidthException.class, () -> space.copyFrom(0, width, MemorySegment.ofArray(bytes)));
        refused(WidthException.class, () -> space.readFifo(0, width, MemorySegment.ofArray(bytes)));
        refused(WidthException.class, () -> space.writeFifo(0, width, MemorySegment.ofArray(bytes)));
    }

    @Test
    void aSizeThatIsNoMultipleOfTheWidthIsRefused() {
        refused(WidthException.class, () -> space.copyTo(0, 4, MemorySegment.ofArray(new byte[6])));
        refused(WidthException.class, () -> space.readFifo(0, 8, MemorySegment.ofArray(new byte[4])));
    }

    private void refused(Class<? extends RuntimeException> type, Runnable copy) {
        assertThrows(type, copy::run);
        assertEquals(List.of(), space.accesses);
    }
}
