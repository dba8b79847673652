// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.OffsetException;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScatterGatherTest {
    @Test
    void piecesKeepTheirOrder() {
        ScatterGather list = new ScatterGather(4);
        assertTrue(list.add(0x5000, 100));
        assertTrue(list.add(0x1000, 7));
        assertTrue(list.add(0x9000, 0));
        assertEquals(2, list.size());
        assertEquals(107, list.bytes());
        assertEquals(0x5000, list.iova(0));
        assertEquals(7, list.length(1));
        assertEquals("107 bytes: 0x5000+100 0x1000+7", list.toString());
        list.clear();
        assertEquals("0 bytes:", list.toString());
    }

    @Test
    void neighboursBecomeOne() {
        ScatterGather list = new ScatterGather(2);
        list.add(0x1000, 0x800);
        list.add(0x1800, 0x900);
        list.add(0x2101, 1);
        assertEquals("4353 bytes: 0x1000+4352 0x2101+1", list.toString());
    }

    @Test
    void whatIsTooLargeIsCut() {
        ScatterGather list = new ScatterGather(10, 1000, 0);
        list.add(0x1000, 2500);
        list.add(0x1000 + 2500, 600);
        assertEquals("3100 bytes: 0x1000+1000 0x13e8+1000 0x17d0+1000 0x1bb8+100", list.toString());
    }

    @Test
    void noPieceCrossesABoundary() {
        ScatterGather list = new ScatterGather(10, Long.MAX_VALUE, 0x1000);
        list.add(0x1F00, 0x1200);
        list.add(0x3100, 0xF00);
        list.add(0x4000, 1);
        assertEquals("8449 bytes: 0x1f00+256 0x2000+4096 0x3000+4096 0x4000+1", list.toString());
    }

    @Test
    void aFullListStaysAsItWas() {
        ScatterGather list = new ScatterGather(3, 1000, 0);
        assertTrue(list.add(0x1000, 1500));
        assertFalse(list.add(0x1000 + 1500, 3000));
        assertEquals("1500 bytes: 0x1000+1000 0x13e8+500", list.toString());
        assertTrue(list.add(0x1000 + 1500, 1500));
        assertFalse(list.add(0, 1));
        list.clear();
        assertFalse(list.add(0, 3001));
        assertEquals(0, list.size());
        assertTrue(list.add(0, 3000));
    }

    /** Against a list of single bytes. */
    @Test
    void everyByteIsOnItOnceAndInOrder() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            long largest = 1 + random.nextInt(40);
            long boundary = random.nextInt(3) == 0 ? 0 : 1L << random.nextInt(7);
            ScatterGather list = new ScatterGather(1000, largest, boundary);
            StringBuilder meant = new StringBuilder();
            long next = random.nextInt(100);
            for (int i = 0; i < 6; i++) {
                long at = random.nextBoolean() ? next : random.nextInt(200);
                long length = random.nextInt(60);
                assertTrue(list.add(at, length));
                for (long b = at; b < at + length; b++) {
                    meant.append(b).append(' ');
                }
                next = at + length;
            }
            StringBuilder got = new StringBuilder();
            for (int i = 0; i < list.size(); i++) {
                long first = list.iova(i);
                long last = first + list.length(i) - 1;
                assertTrue(last >= first && last - first < largest);
                assertTrue(boundary == 0 || first / boundary == last / boundary);
                for (long b = first; b <= last; b++) {
                    got.append(b).append(' ');
                }
            }
            assertEquals(meant.toString(), got.toString());
        }
    }

    @Test
    void buffersMappingsAndPacketsAreAdded() {
        try (DmaSpace space = new DmaSpace("sim:test", new FakeIommu(), 0x0FFF_FFFF); Arena arena = Arena.ofShared()) {
            DmaBuffer buffer = space.allocate(4096);
            DmaMapping mapping = DmaMapping.of(space, arena.allocate(4096, 4096), DmaDirection.TO_DEVICE);
            PacketBuffer packet = DmaPool.on(space).headroom(64).build().take().length(60);
            ScatterGather list = new ScatterGather(8);
            list.add(buffer, 8, 16);
            list.add(mapping, 32, 64);
            list.add(packet);
            assertEquals("140 bytes: 0x1008+16 0x2020+64 0x3040+60", list.toString());
            assertThrows(OffsetException.class, () -> list.add(buffer, 4096, 1));
            assertThrows(OffsetException.class, () -> list.add(mapping, -1, 1));
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ScatterGather(0));
        assertThrows(IllegalArgumentException.class, () -> new ScatterGather(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ScatterGather(1, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> new ScatterGather(1, 1, -4096));
        ScatterGather list = new ScatterGather(1);
        assertThrows(IllegalArgumentException.class, () -> list.add(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> list.add(0, -1));
        assertThrows(IllegalArgumentException.class, () -> list.add(Long.MAX_VALUE, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> list.iova(0));
        list.add(1, 1);
        assertThrows(IndexOutOfBoundsException.class, () -> list.length(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> list.iova(1));
    }
}
