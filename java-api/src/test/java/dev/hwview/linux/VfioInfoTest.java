// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import static dev.hwview.linux.VfioStructs.IOVA;
import static dev.hwview.linux.VfioStructs.SPARSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.dma.IovaRange;
import dev.hwview.fault.ResourceException;
import dev.hwview.linux.VfioRegion.Area;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel tells of regions and addresses, also what no kernel of today does, and what none should. */
class VfioInfoTest {
    private static final int AT = 32; // behind struct vfio_region_info
    private static final long PAGE = 4096;

    private static List<Area> areas(VfioStructs told) {
        return VfioRegion.of(told.info()).areas();
    }

    private static void refused(String problem, VfioStructs told) {
        assertEquals("vfio:test can't be understood: the kernel's VFIO tells of " + problem,
                assertThrows(ResourceException.class, () -> VfioRegion.of(told.info())).getMessage());
    }

    @Test
    void withoutTheCapabilityARegionIsMappedWhole() {
        assertEquals(new VfioRegion(0x10000, 0x4000, List.of(new Area(0, 0x4000))),
                VfioRegion.of(VfioStructs.region(32, 0x10000, 0x4000, 0).info()));
        assertEquals(List.of(new Area(0, 0x4000)), areas(VfioStructs.region(64, 0, 0x4000, AT).head(AT, 3, 0)),
                "another capability alone (MSI-X can be mapped)");
        assertEquals(List.of(), areas(VfioStructs.region(32, 0, 0x4000, 0).flags(3)), "no flag for it");
        assertEquals(List.of(), areas(VfioStructs.region(64, 0, 0, AT).list(AT, SPARSE, 0, 1, 0, 4096)), "no region");
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 33, 36, 39, 50, 96})
    void areasAreFoundWhereverTheyLie(int at) {
        assertEquals(List.of(new Area(0, 0x1000), new Area(0x3000, 0x1000)),
                areas(VfioStructs.region(256, 0, 0x4000, at)
                        .list(at, SPARSE, 0, 3, 0, 0x1000, 0x2000, 0, 0x3000, 0x1000)), "one of size 0 is none");
    }

    @Test
    void aChainIsFollowedForwardsAndBackwards() {
        assertEquals(List.of(new Area(0x1000, 0x1000)), areas(VfioStructs.region(256, 0, 0x4000, 200)
                .head(200, 3, 100).head(100, 2, 40).list(40, SPARSE, 0, 1, 0x1000, 0x1000)));
        assertEquals(List.of(), areas(VfioStructs.region(256, 0, 0x4000, AT).list(AT, SPARSE, 0, 0)));
    }

    @Test
    void aCircleEnds() {
        refused("a list of capabilities without an end", VfioStructs.region(64, 0, 0x4000, AT).head(AT, 3, AT));
        refused("a list of capabilities without an end",
                VfioStructs.region(128, 0, 0x4000, AT).head(AT, 3, 80).head(80, 2, AT));
    }

    @Test
    void offsetsStayWithin() {
        refused("a capability at 0x39 of 64 bytes", VfioStructs.region(64, 0, 0x4000, 57));
        refused("a capability at 0xffffffff of 64 bytes", VfioStructs.region(64, 0, 0x4000, -1));
        refused("a capability at 0x40 of 64 bytes", VfioStructs.region(64, 0, 0x4000, AT).head(AT, 3, 64));
        refused("a list of 2 where there is no room for it",
                VfioStructs.region(64, 0, 0x4000, AT).list(AT, SPARSE, 0, 2, 0, 0x1000));
        refused("a list of 4294967295 where there is no room for it",
                VfioStructs.region(64, 0, 0x4000, AT).list(AT, SPARSE, 0, -1, 0, 0x1000));
        refused("a list of 1 where there is no room for it", VfioStructs.region(64, 0, 0x4000, 52).head(52, SPARSE, 0));
    }

    @ParameterizedTest
    @CsvSource({"0x3000, 0x1001", "0x4001, 1", "-4096, 4096", "0, -1", "0x1000, 0x7fffffffffffffff"})
    void areasLieInTheirRegion(String offset, String size) {
        long begin = Long.decode(offset);
        long length = Long.decode(size);
        refused("an area of 0x" + Long.toHexString(length) + " bytes at 0x" + Long.toHexString(begin)
                + " of a region of 0x4000",
                VfioStructs.region(64, 0, 0x4000, AT).list(AT, SPARSE, 0, 1, begin, length));
    }

    @Test
    void aRegionLiesInItsFile() {
        refused("a region of 0xffffffffffffffff bytes at 0x0", VfioStructs.region(32, 0, -1, 0));
        refused("a region of 0x1000 bytes at 0x7fffffffffffffff", VfioStructs.region(32, Long.MAX_VALUE, 0x1000, 0));
    }

    /** Whatever the bytes: areas within the region, or the exception. */
    @Test
    void anyBytesAreAreasOrRefused() {
        Random random = new Random(5);
        int understood = 0;
        for (int round = 0; round < 20_000; round++) {
            VfioStructs told = VfioStructs.region(128, 0, 0x4000, 32 + random.nextInt(90));
            for (int i = 0; i < 12; i++) {
                told.info().bytes().set(ValueLayout.JAVA_BYTE, 32 + random.nextInt(96), (byte) random.nextInt(3));
            }
            try {
                areas(told).forEach(area -> assertTrue(area.offset() >= 0 && area.size() > 0
                        && area.offset() + area.size() <= 0x4000, area::toString));
                understood++;
            } catch (ResourceException nonsense) {
                assertEquals("vfio:test", nonsense.device());
            }
        }
        assertTrue(understood > 100 && understood < 19_900, understood + " were understood");
    }

    @Test
    void whatTakesMoreRoomIsAskedForAgain() {
        long[] pairs = new long[2000];
        for (int i = 0; i < 1000; i++) {
            pairs[2 * i] = i * 2 * PAGE;
            pairs[2 * i + 1] = PAGE;
        }
        VfioStructs told = VfioStructs.region(48 + 16000, 0, 2000 * PAGE, AT).list(AT, SPARSE, 0, 1000, pairs);
        try (Arena arena = Arena.ofConfined()) {
            assertEquals(1000, VfioRegion.of(VfioInfo.ask("vfio:test", "fails", arena, told.kernel())).areas().size());
            assertEquals("vfio:test fails: the kernel says errno 22, EINVAL", assertThrows(ResourceException.class,
                    () -> VfioInfo.ask("vfio:test", "fails", arena, bytes -> -22)).getMessage());
            assertEquals("vfio:test fails: the kernel wants 4294967295 bytes for it",
                    assertThrows(ResourceException.class, () -> VfioInfo.ask("vfio:test", "fails", arena, bytes -> {
                        bytes.set(ValueLayout.JAVA_INT, 0, -1);
                        return 0;
                    })).getMessage());
        }
    }

    // ---- addresses

    private static List<IovaRange> ranges(VfioStructs told) {
        return VfioIommu.ranges(told.info(), PAGE);
    }

    /** As Intel's IOMMU of 39 bits tells it: the hole is for interrupts. */
    @Test
    void allRangesAreTaken() {
        assertEquals(List.of(new IovaRange(0, 0xfedf_ffffL), new IovaRange(0xfef0_0000L, 0x7f_ffff_ffffL)),
                ranges(VfioStructs.iommu(128, -4096, 36).head(36, 2, 60)
                        .list(60, IOVA, 0, 2, 0, 0xfedf_ffffL, 0xfef0_0000L, 0x7f_ffff_ffffL)));
    }

    @Test
    void onlyWholePagesOf63BitsAreTaken() {
        assertEquals(List.of(new IovaRange(0x2000, 0x2fff), new IovaRange(0x8000, Long.MAX_VALUE)),
                ranges(VfioStructs.iommu(256, -4096, 36).list(36, IOVA, 0, 5, 0x1001, 0x37ff, 0x4001, 0x5ffe,
                        0x8000, -1, Long.MIN_VALUE, -1, Long.MAX_VALUE - 10, Long.MAX_VALUE)));
    }

    @Test
    void withoutTheCapabilityAllAddressesAreTaken() {
        assertEquals(List.of(IovaRange.ALL), ranges(VfioStructs.iommu(64, 0, 0)));
        assertEquals(List.of(IovaRange.ALL), ranges(VfioStructs.iommu(64, 0, 36).head(36, 3, 0)));
        assertEquals(4096, VfioIommu.pageSize(VfioStructs.iommu(64, 0, 0).info()));
        assertEquals(65536, VfioIommu.pageSize(VfioStructs.iommu(64, 0x2001_0000L, 0).info()));
    }

    @Test
    void addressesThatCanNotBeAreRefused() {
        for (VfioStructs told : List.of(VfioStructs.iommu(128, -4096, 36).list(36, IOVA, 0, 1, 0x2000, 0x1000),
                VfioStructs.iommu(128, -4096, 36).list(36, IOVA, 0, 0),
                VfioStructs.iommu(128, -4096, 36).list(36, IOVA, 0, 1, 0x1001, 0x1fff),
                VfioStructs.iommu(64, -4096, 36).list(36, IOVA, 0, 9),
                VfioStructs.iommu(64, -4096, 36).head(36, 3, 36))) {
            assertThrows(ResourceException.class, () -> ranges(told));
        }
    }
}
