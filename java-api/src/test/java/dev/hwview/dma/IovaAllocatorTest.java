// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.IovaException;
import java.util.List;
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
        IovaAllocator narrow = new IovaAllocator("sim:narrow", PAGE, List.of(new IovaRange(0x4000, 0x5fff)), 0xffff);
        assertEquals(0x5fff, narrow.mask());
        narrow.mask(0xf_ffff);
        assertEquals(0x5fff, narrow.mask());
        assertEquals(0x4000, narrow.take(PAGE, PAGE));
        assertEquals(0x5000, narrow.find(0, PAGE, PAGE));
        assertEquals(0x5000, narrow.take(PAGE, PAGE));
        assertThrows(IovaException.class, () -> narrow.take(PAGE, PAGE));
        assertThrows(IovaException.class, () -> narrow.takeAt(0x6000, PAGE));
        assertEquals("sim:narrow has no I/O addresses for 4096 bytes more within its mask 0x5fff and its IOMMU's"
                + " 0x4000-0x5fff: 8192 bytes are mapped, in 2 parts",
                assertThrows(IovaException.class, () -> narrow.take(PAGE, PAGE)).getMessage());
        assertEquals("offset 0x3000 of sim:narrow can't be an I/O address: 4096 bytes there are not within the IOMMU's"
                + " 0x4000-0x5fff", assertThrows(IovaException.class, () -> narrow.takeAt(0x3000, PAGE)).getMessage());
    }

    /** Two holes, as of the interrupts' addresses on x86-64, and of reserved memory. */
    @Test
    void holesArePassedOver() {
        IovaAllocator holed = new IovaAllocator("sim:holed", PAGE, List.of(new IovaRange(0xa000, Long.MAX_VALUE),
                new IovaRange(0, 0x2fff), new IovaRange(0x5000, 0x7fff)), 0xffff);
        assertEquals(0xffff, holed.mask());
        assertEquals(0x5000, holed.take(3 * PAGE, PAGE), "the first is too small without page 0");
        assertEquals(0x1000, holed.take(2 * PAGE, PAGE));
        assertEquals(0xa000, holed.take(PAGE, PAGE));
        assertEquals(0xc000, holed.take(PAGE, 4 * PAGE));
        assertThrows(IovaException.class, () -> holed.take(4 * PAGE, PAGE));
        holed.mask(Long.MAX_VALUE);
        assertEquals(0xd000, holed.take(4 * PAGE, PAGE), "beyond the former mask");
        holed.release(0x5000);
        assertEquals(0x5000, holed.take(PAGE, PAGE), "low ones first");
        assertEquals(0xb000, holed.find(0x8000, PAGE, PAGE));
        assertEquals(0x11000, holed.find(0x8000, 2 * PAGE, PAGE));
        for (long[] part : new long[][] {{0x2000, 2}, {0x3000, 1}, {0x4000, 2}, {0x7000, 2}, {0x9000, 1}}) {
            assertThrows(IovaException.class, () -> holed.takeAt(part[0], part[1] * PAGE));
        }
        holed.takeAt(0x6000, 2 * PAGE);
        holed.takeAt(0, PAGE);
    }

    @Test
    void aRangeBeyondTheMaskIsNotUsed() {
        IovaAllocator high = new IovaAllocator("sim:high", PAGE,
                List.of(new IovaRange(0, 0x1fff), new IovaRange(0x1_0000_0000L, 0x1_0000_ffffL)), 0xffff_ffffL);
        assertEquals(0x1000, high.take(PAGE, PAGE));
        assertEquals("sim:high has no I/O addresses for 4096 bytes more within its mask 0xffffffff and its IOMMU's"
                + " 0x0-0x1fff, 0x100000000-0x10000ffff: 4096 bytes are mapped, in 1 part",
                assertThrows(IovaException.class, () -> high.take(PAGE, PAGE)).getMessage());
        high.mask(Long.MAX_VALUE);
        assertEquals(0x1_0000_ffffL, high.mask());
        assertEquals(0x1_0000_0000L, high.take(PAGE, PAGE));
        assertThrows(IovaException.class, () -> new IovaAllocator("sim:none", PAGE, List.of(), 0xffff));
    }

    @Test
    void aRangeEndsNotBeforeItBegins() {
        assertThrows(IllegalArgumentException.class, () -> new IovaRange(0x2000, 0x1fff));
        assertThrows(IllegalArgumentException.class, () -> new IovaRange(-1, 0x1fff));
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
        assertEquals(
                "sim:test has no I/O addresses for 4096 bytes more within its mask 0xfffff: 1044480 bytes are mapped,"
                + " in 1 part",
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
