// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.IovaException;
import org.junit.jupiter.api.Test;

class IovaAllocatorTest {
    private static final long PAGE = 4096;
    private static final long TOP = Long.MAX_VALUE - PAGE + 1;

    private final IovaAllocator addresses = new IovaAllocator("sim:test", PAGE, 0xF_FFFF);

    @Test
    void thePageAtZeroIsNeverGivenAway() {
        assertEquals(PAGE, addresses.take(PAGE, PAGE));
    }

    @Test
    void theIommusLimitsAreKeptWhateverTheMask() {
        IovaAllocator narrow = new IovaAllocator("sim:narrow", PAGE, 0x4000, 0x5fff, 0xffff);
        assertEquals(0x5fff, narrow.mask());
        narrow.mask(0xf_ffff);
        assertEquals(0x5fff, narrow.mask());
        assertEquals(0x4000, narrow.take(PAGE, PAGE));
        assertEquals(0x5000, narrow.find(0, PAGE, PAGE));
        assertEquals(0x5000, narrow.take(PAGE, PAGE));
        assertThrows(IovaException.class, () -> narrow.take(PAGE, PAGE));
        assertThrows(IovaException.class, () -> narrow.takeAt(0x6000, PAGE));
        assertEquals("offset 0x3000 of sim:narrow can't be an I/O address: the lowest is 0x4000",
                assertThrows(IovaException.class, () -> narrow.takeAt(0x3000, PAGE)).getMessage());
    }

    @Test
    void rangesFollowEachOther() {
        assertEquals(0x1000, addresses.take(2 * PAGE, PAGE));
        assertEquals(0x3000, addresses.take(PAGE, PAGE));
        assertEquals(0x4000, addresses.take(PAGE, PAGE));
    }

    @Test
    void aReleasedRangeIsTheFirstFitAgain() {
        addresses.take(PAGE, PAGE);
        long second = addresses.take(2 * PAGE, PAGE);
        addresses.take(PAGE, PAGE);
        addresses.release(second);
        assertEquals(second, addresses.take(PAGE, PAGE));
        assertEquals(second + PAGE, addresses.take(PAGE, PAGE));
        assertEquals(0x5000, addresses.take(PAGE, PAGE));
    }

    @Test
    void aGapThatIsTooSmallIsPassedOver() {
        long first = addresses.take(PAGE, PAGE);
        addresses.take(PAGE, PAGE);
        addresses.release(first);
        assertEquals(0x3000, addresses.take(2 * PAGE, PAGE));
        assertEquals(0x1000, addresses.take(PAGE, PAGE));
    }

    @Test
    void anAlignmentIsKept() {
        assertEquals(0x4000, addresses.take(PAGE, 0x4000));
        assertEquals(0x8000, addresses.take(PAGE, 0x4000));
        assertEquals(0x1000, addresses.take(PAGE, 1));
        assertEquals(0x10000, addresses.take(PAGE, 0x10000));
    }

    @Test
    void theLastPageUnderTheMaskIsGivenAwayAndNothingBehindIt() {
        assertEquals(0x1000, addresses.take(0xF_F000, PAGE));
        assertEquals("offset 0x100000 of sim:test can't be an I/O address: 4096 bytes more are beyond the device's mask 0xfffff",
                assertThrows(IovaException.class, () -> addresses.take(PAGE, PAGE)).getMessage());
    }

    @Test
    void aRangeThatWouldCrossTheMaskIsRefused() {
        assertThrows(IovaException.class, () -> addresses.take(0x10_0000, PAGE));
        assertEquals(0x1000, addresses.take(0xF_F000, PAGE));
    }

    @Test
    void aNarrowerMaskHoldsForLaterRanges() {
        addresses.mask(0x2FFF);
        assertEquals(0x1000, addresses.take(PAGE, PAGE));
        assertEquals(0x2000, addresses.take(PAGE, PAGE));
        assertThrows(IovaException.class, () -> addresses.take(PAGE, PAGE));
        addresses.mask(0x3FFF);
        assertEquals(0x3000, addresses.take(PAGE, PAGE));
    }

    @Test
    void aDeviceWithoutDmaGetsNoAddress() {
        IovaAllocator none = new IovaAllocator("sim:none", PAGE, 0);
        assertThrows(IovaException.class, () -> none.take(PAGE, PAGE));
        assertThrows(IovaException.class, () -> none.takeAt(PAGE, PAGE));
    }

    @Test
    void aChosenRangeIsTakenOnce() {
        addresses.takeAt(0x8000, 2 * PAGE);
        for (long iova : new long[] {0x7000, 0x8000, 0x9000}) {
            assertEquals("offset 0x" + Long.toHexString(iova) + " of sim:test is taken: an I/O range begins at 0x8000",
                    assertThrows(IovaException.class, () -> addresses.takeAt(iova, 2 * PAGE)).getMessage());
        }
        addresses.takeAt(0xA000, PAGE);
        addresses.takeAt(0x6000, 2 * PAGE);
    }

    @Test
    void aChosenRangeIsPassedOverByOthers() {
        addresses.takeAt(0x2000, PAGE);
        assertEquals(0x3000, addresses.take(2 * PAGE, PAGE));
        assertEquals(0x1000, addresses.take(PAGE, PAGE));
    }

    @Test
    void aChosenRangeMayLieAtZero() {
        addresses.takeAt(0, PAGE);
        assertEquals(0x1000, addresses.take(PAGE, PAGE));
        assertThrows(IovaException.class, () -> addresses.takeAt(0, PAGE));
    }

    @Test
    void aChosenRangeLiesOnPagesAndUnderTheMask() {
        assertThrows(IovaException.class, () -> addresses.takeAt(0x1001, PAGE));
        assertThrows(IovaException.class, () -> addresses.takeAt(-PAGE, PAGE));
        assertThrows(IovaException.class, () -> addresses.takeAt(0x10_0000, PAGE));
        assertThrows(IovaException.class, () -> addresses.takeAt(0xF_F000, 2 * PAGE));
        addresses.takeAt(0xF_F000, PAGE);
    }

    @Test
    void theHighestPageOfAllIsTakenOnce() {
        addresses.mask(Long.MAX_VALUE);
        addresses.takeAt(TOP, PAGE);
        assertThrows(IovaException.class, () -> addresses.takeAt(TOP, PAGE));
        assertThrows(IovaException.class, () -> addresses.take(Long.MAX_VALUE - 2 * PAGE + 2, PAGE));
        assertEquals(PAGE, addresses.take(PAGE, PAGE));
        addresses.release(TOP);
        addresses.takeAt(TOP, PAGE);
    }

    @Test
    void anAlignmentBeyondAllAddressesIsRefused() {
        addresses.mask(Long.MAX_VALUE);
        assertEquals(1L << 62, addresses.take(PAGE, 1L << 62));
        assertThrows(IovaException.class, () -> addresses.take(PAGE, 1L << 62));
        assertEquals(PAGE, addresses.take(PAGE, PAGE));
    }
}
