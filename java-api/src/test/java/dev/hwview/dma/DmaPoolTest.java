// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.fault.ClosedException;
import dev.hwview.fault.IovaException;
import dev.hwview.fault.LeakException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.OwnershipException;
import dev.hwview.fault.ResourceException;
import dev.hwview.fault.WrongThreadException;
import dev.hwview.view.ExportException;
import dev.hwview.view.MemoryException;
import dev.hwview.view.MemoryView;
import dev.hwview.view.ViewIndexException;
import dev.hwview.view.Window;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DmaPoolTest {
    private final FakeIommu iommu = new FakeIommu();
    private final DmaSpace space = new DmaSpace("sim:test", iommu, 0x0FFF_FFFF);

    @AfterEach
    void closeSpace() {
        space.close();
    }

    private DmaPool pool(int count) {
        return DmaPool.on(space).count(count).build();
    }

    private static void elsewhere(Runnable deed) {
        CompletableFuture.runAsync(deed, task -> Thread.ofPlatform().name("elsewhere").start(task)).join();
    }

    @Test
    void itsBuffersLieSideBySideForProgramAndDevice() {
        DmaPool pool = DmaPool.on(space).count(3).size(192).direction(DmaDirection.FROM_DEVICE).build();
        assertEquals(List.of("map 0x1000 4096 FROM_DEVICE"), iommu.calls());
        for (int i = 0; i < 3; i++) {
            PacketBuffer buffer = pool.take();
            assertEquals(i, buffer.index());
            assertEquals(0x1000 + 192 * i, buffer.iova());
            assertEquals(192, buffer.capacity());
            buffer.view().set(0, i + 1);
            assertEquals(i + 1, iommu.mapped().get(0x1000L).get(java.lang.foreign.ValueLayout.JAVA_BYTE, 192L * i));
            assertSame(pool, buffer.pool());
        }
        assertEquals(3, pool.capacity());
        assertEquals(192, pool.bufferSize());
    }

    @Test
    void aPoolWithoutBuffersLeftSaysSoAndCounts() {
        DmaPool pool = pool(2);
        PacketBuffer first = pool.take();
        assertEquals(1, pool.available());
        pool.take();
        assertEquals(0, pool.exhausted());
        assertNull(pool.take());
        assertNull(pool.take());
        assertEquals(2, pool.exhausted());
        first.close();
        assertSame(first, pool.take());
    }

    @Test
    void severalAreTakenAndGivenAtOnce() {
        DmaPool pool = pool(8);
        PacketBuffer[] batch = new PacketBuffer[10];
        assertEquals(5, pool.take(batch, 1, 5));
        assertNull(batch[0]);
        assertNull(batch[6]);
        assertEquals(5, new HashSet<>(Arrays.asList(batch).subList(1, 6)).size());
        assertEquals(3, pool.take(batch, 6, 4), "all there are");
        assertEquals(1, pool.exhausted());
        assertEquals(0, pool.take(batch, 0, 1));
        pool.give(batch, 1, 8);
        assertEquals(8, pool.available());
        assertEquals(0, pool.take(batch, 0, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> pool.take(batch, 9, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> pool.give(batch, -1, 1));
    }

    @Test
    void theLastGivenIsTheNextTaken() {
        DmaPool pool = pool(4);
        PacketBuffer first = pool.take();
        PacketBuffer second = pool.take();
        first.close();
        second.close();
        assertSame(second, pool.take());
        assertSame(first, pool.take());
    }

    @Test
    void aPacketLiesWhereItIsPut() {
        DmaPool pool = DmaPool.on(space).count(2).size(256).headroom(64).build();
        PacketBuffer buffer = pool.take();
        assertEquals(64, buffer.offset());
        assertEquals(0, buffer.length());
        assertEquals(buffer.iova() + 64, buffer.dataIova());
        buffer.length(100).view().set(64, 7);
        Window window = buffer.window();
        assertEquals(100, window.length());
        assertEquals(7, window.getByte(0));
        assertSame(window, buffer.place(0, 256).window());
        assertEquals(256, window.length());
        assertEquals(7, window.getByte(64));
        assertEquals(buffer.iova(), buffer.dataIova());
        MemoryView packet = buffer.place(60, 10).packet();
        assertEquals(10, packet.length());
        assertEquals(7, packet.getByte(4));
        buffer.close();
        assertEquals(64, pool.take().offset(), "as at first");
        assertEquals(0, buffer.length());
    }

    @Test
    void oneWindowLooksAtManyPackets() {
        DmaPool pool = DmaPool.on(space).count(3).size(256).headroom(64).build();
        Window mine = new Window();
        for (int i = 0; i < 3; i++) {
            PacketBuffer buffer = pool.take().length(4);
            buffer.window().setInt(0, 1000 + i);
            assertSame(mine, buffer.window(mine));
            assertEquals(1000 + i, mine.getInt(0));
            assertEquals(4, mine.length());
            assertThrows(ViewIndexException.class, () -> mine.getByte(4), "no further than the packet");
        }
        PacketBuffer other = DmaPool.on(space).build().take().length(8);
        other.window().setInt(4, 77);
        assertEquals(77, other.window(mine).getInt(4), "of another pool");
        other.close();
        assertThrows(OwnershipException.class, () -> other.window(mine));
        try (Window borrowed = Window.over(MemoryView.of(new byte[8]))) {
            PacketBuffer buffer = pool.buffer(0);
            assertThrows(ExportException.class, () -> buffer.window(borrowed));
        }
    }

    @Test
    void aPacketStaysInItsBuffer() {
        PacketBuffer buffer = DmaPool.on(space).size(256).headroom(64).build().take();
        for (int[] place : new int[][] {{0, 257}, {256, 1}, {-1, 1}, {0, -1}, {Integer.MAX_VALUE, 1},
            {1, Integer.MAX_VALUE}}) {
            assertThrows(OffsetException.class, () -> buffer.place(place[0], place[1]));
        }
        assertThrows(OffsetException.class, () -> buffer.length(193));
        assertEquals(256, buffer.place(256, 0).offset());
        assertThrows(RuntimeException.class, () -> buffer.view().close(), "its window is on it");
    }

    @Test
    void aBufferIsGivenBackOnce() {
        DmaPool pool = pool(2);
        PacketBuffer buffer = pool.take();
        buffer.close();
        assertThrows(OwnershipException.class, buffer::close);
        elsewhere(() -> assertThrows(OwnershipException.class, buffer::close));
        PacketBuffer other = pool.take();
        elsewhere(other::close);
        assertThrows(OwnershipException.class, other::close);
        elsewhere(() -> assertThrows(OwnershipException.class, other::close));
        assertEquals(2, pool.available());
    }

    @Test
    void aBufferThatWasGivenBackIsNoLongerUsed() {
        DmaPool pool = pool(2);
        PacketBuffer buffer = pool.take();
        buffer.close();
        PacketBuffer away = pool.take();
        assertSame(buffer, away);
        elsewhere(away::close);
        for (Runnable use : List.<Runnable>of(away::window, away::view, away::packet, () -> away.length(1),
                () -> away.place(0, 1))) {
            String message = assertThrows(OwnershipException.class, use::run).getMessage();
            assertEquals("pool of sim:test has buffer 0 back: it is no longer to be used", message);
        }
    }

    @Test
    void aBufferGoesBackToItsOwnPool() {
        DmaPool one = DmaPool.on(space).name("one").build();
        DmaPool two = DmaPool.on(space).name("two").build();
        PacketBuffer buffer = one.take();
        assertEquals("two can't take back buffer 0 of one, 0 bytes at 0: it belongs to another pool",
                assertThrows(OwnershipException.class, () -> two.give(buffer)).getMessage());
        one.give(buffer);
    }

    @Test
    void oneThreadTakes() {
        DmaPool pool = pool(4);
        pool.take();
        elsewhere(() -> {
            assertThrows(WrongThreadException.class, pool::take);
            assertThrows(WrongThreadException.class, () -> pool.take(new PacketBuffer[1], 0, 1));
            pool.bind();
            assertEquals(1, pool.take().index());
        });
        assertThrows(WrongThreadException.class, pool::take);
    }

    @Test
    void aPoolThatIsUnboundBelongsToTheNextThatTakes() {
        DmaPool pool = pool(4);
        pool.take();
        pool.unbind();
        elsewhere(() -> assertEquals(1, pool.take().index()));
        assertThrows(WrongThreadException.class, pool::take);
    }

    @Test
    void whatOthersGiveBackIsTakenWhenTheRestIsUsedUp() {
        DmaPool pool = pool(3);
        PacketBuffer first = pool.take();
        PacketBuffer second = pool.take();
        elsewhere(() -> {
            first.close();
            second.close();
        });
        assertEquals(3, pool.available());
        assertEquals(2, pool.take().index());
        Set<PacketBuffer> back = Set.of(pool.take(), pool.take());
        assertEquals(Set.of(first, second), back);
        assertNull(pool.take());
        elsewhere(first::close);
        PacketBuffer[] batch = new PacketBuffer[2];
        assertEquals(1, pool.take(batch, 0, 2));
        assertSame(first, batch[0]);
    }

    @Test
    void aLeakNamesWhereItsBufferWasTaken() {
        DmaPool pool = DmaPool.on(space).name("rx").count(4).trackLeaks(true).build();
        PacketBuffer kept = pool.take();
        pool.take().close();
        pool.take(new PacketBuffer[1], 0, 1);
        List<Leak> leaks = pool.leaks();
        assertEquals(2, leaks.size());
        assertEquals(kept.index(), leaks.getFirst().index());
        assertFalse(leaks.getFirst().attached());
        String where = "buffer 0, taken at " + getClass().getName()
                + ".aLeakNamesWhereItsBufferWasTaken(DmaPoolTest.java:";
        String first = leaks.getFirst().toString();
        assertTrue(first.startsWith(where), first);
        assertTrue(first.endsWith(") by thread " + Thread.currentThread().getName()), first);
        LeakException leaked = assertThrows(LeakException.class, pool::close);
        assertTrue(leaked.getMessage().startsWith("rx was closed while 2 of its 4 buffers were out; " + where),
                leaked.getMessage());
        assertEquals(2, leaked.getSuppressed().length);
        assertEquals("unmap 0x1000", iommu.calls().getLast(), "all the same");
        pool.close();
    }

    @Test
    void aLeakThatARingHasNamesWhoseRingItIs() {
        DmaPool pool = DmaPool.on(space).count(4).trackLeaks(true).build();
        DescriptorRing ring = DescriptorRing.of(space, "rx", 8, 16, Ownership.doneBit(0, 1));
        ring.claim(pool, 2);
        String leak = pool.leaks().getLast().toString();
        String where = "buffer 1, attached to a ring, taken at " + getClass().getName()
                + ".aLeakThatARingHasNamesWhoseRingItIs(DmaPoolTest.java:";
        assertTrue(leak.startsWith(where), leak);
    }

    /** As when both look at the same moment: the other one's mark is overwritten, and the lane has the buffer too. */
    @Test
    void aBufferThatIsBackTwiceKeepsNoOtherFromComingBack() {
        DmaPool pool = pool(4);
        PacketBuffer[] all = new PacketBuffer[4];
        pool.take(all, 0, 4);
        elsewhere(() -> pool.give(all, 0, 3));
        all[1].state = PacketBuffer.TAKEN;
        all[1].close();
        assertSame(all[1], pool.take());
        assertEquals("pool of sim:test was given buffer 1 of pool of sim:test, 0 bytes at 0 twice, at the same moment",
                assertThrows(OwnershipException.class, pool::take).getMessage());
        assertEquals(Set.of(all[0], all[2]), Set.of(pool.take(), pool.take()));
        assertNull(pool.take());
    }

    @Test
    void aLeakIsReportedWithoutTrackingToo() {
        DmaPool pool = pool(8);
        for (int i = 0; i < 4; i++) {
            pool.take();
        }
        assertTrue(pool.leaks().getFirst().taken().isEmpty());
        assertEquals("pool of sim:test was closed while 4 of its 8 buffers were out; buffer 0; buffer 1; buffer 2; ...",
                assertThrows(LeakException.class, pool::close).getMessage());
    }

    @Test
    void aPoolWithoutLeaksClosesAndUnmaps() {
        DmaPool pool = pool(4);
        PacketBuffer[] batch = new PacketBuffer[4];
        pool.take(batch, 0, 4);
        pool.give(batch, 0, 3);
        elsewhere(batch[3]::close);
        assertEquals(List.of(), pool.leaks());
        pool.close();
        assertEquals("unmap 0x1000", iommu.calls().getLast());
    }

    @Test
    void nothingWorksOnAClosedPool() {
        DmaPool pool = pool(4);
        PacketBuffer buffer = pool.take();
        Window window = buffer.length(4).window();
        assertThrows(LeakException.class, pool::close);
        assertThrows(ClosedException.class, pool::take);
        assertThrows(ClosedException.class, () -> pool.take(new PacketBuffer[1], 0, 1));
        assertThrows(ClosedException.class, pool::bind);
        assertThrows(ClosedException.class, buffer::close);
        assertThrows(ClosedException.class, () -> pool.give(buffer));
        assertThrows(MemoryException.class, () -> window.getInt(0));
        assertThrows(MemoryException.class, () -> buffer.window().getInt(0));
        assertEquals(0, pool.available());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -64, 0, 1, 63, 65, 100})
    void aSizeIsWholeCacheLines(int size) {
        assertThrows(IllegalArgumentException.class, () -> DmaPool.on(space).size(size));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> DmaPool.on(space).count(0));
        assertThrows(IllegalArgumentException.class, () -> DmaPool.on(space).headroom(-1));
        assertThrows(IllegalArgumentException.class, () -> DmaPool.on(space).size(64).headroom(64).build());
        assertThrows(IovaException.class, () -> DmaPool.on(space).count(1 << 20).size(1 << 20).build());
        assertEquals(List.of(), iommu.calls());
    }

    @Test
    void aPoolOfAClosedSpaceIsRefused() {
        DmaSpace other = new DmaSpace("sim:other", iommu, 0xFFFF);
        other.close();
        assertThrows(ClosedException.class, () -> DmaPool.on(other).build());
        assertNotSame(other, space);
    }

    @Test
    void severalDevicesReachTheBuffersAtTheSameAddresses() {
        FakeIommu second = new FakeIommu();
        DmaSpace other = new DmaSpace("sim:other", second, 0x0FFF_FFFF);
        space.allocate(4096); // 0x1000
        DmaBuffer between = other.allocate(3 * 4096); // 0x1000 to 0x3fff
        DmaPool pool = DmaPool.on(space).and(other).and(space).count(4).build();
        assertEquals("map 0x4000 8192 BIDIRECTIONAL", iommu.calls().getLast());
        assertEquals("map 0x4000 8192 BIDIRECTIONAL", second.calls().getLast());
        assertEquals(0x4000, pool.take().iova());
        for (DmaSpace device : List.of(space, other)) {
            DescriptorRing ring = DescriptorRing.of(device, "ring", 8, 16, Ownership.doneBit(0, 1));
            ring.attach(ring.claim(), pool.take());
        }
        assertThrows(LeakException.class, pool::close);
        assertEquals("unmap 0x4000", iommu.calls().getLast());
        assertEquals("unmap 0x4000", second.calls().getLast());
        between.close();
        other.close();
    }

    @Test
    void aPoolThatOneDeviceRefusesIsNotMadeAtAll() {
        FakeIommu second = new FakeIommu();
        DmaSpace other = new DmaSpace("sim:other", second, 0x0FFF_FFFF);
        second.refuse(true);
        assertThrows(ResourceException.class, () -> DmaPool.on(space).and(other).build());
        assertEquals("unmap 0x1000", iommu.calls().getLast());
        assertEquals(List.of(), space.buffers());
        assertEquals(List.of(), other.buffers());
    }

    @Test
    void memoryThatOneDeviceKeepsIsNotFreed() {
        FakeIommu second = new FakeIommu();
        DmaSpace other = new DmaSpace("sim:other", second, 0x0FFF_FFFF);
        DmaPool pool = DmaPool.on(other).and(space).count(1).build();
        MemoryView view = pool.take().view();
        pool.leaks();
        second.refuse(true);
        assertThrows(ResourceException.class, pool::close);
        assertEquals("unmap 0x1000", iommu.calls().getLast(), "the other one is asked all the same");
        assertEquals(0, view.getByte(0), "the device may still use it");
        second.refuse(false);
    }

    @Test
    void memoryThatTheMachineLacksIsATypedFailure() {
        DmaSpace wide = new DmaSpace("sim:wide", iommu, -1);
        wide.mask(64);
        for (boolean huge : new boolean[] {false, true}) {
            assertThrows(ResourceException.class,
                    () -> DmaPool.on(wide).count(1 << 30).size(1 << 30).hugePages(huge).build());
        }
        assertEquals(List.of(), iommu.calls());
    }

    @Test
    void hugePagesAreUsedOrItIsSaidWhyNot() {
        DmaPool pool = DmaPool.on(space).count(1000).hugePages(true).build();
        assertEquals("map 0x200000 2097152 BIDIRECTIONAL", iommu.calls().getLast());
        assertTrue(pool.pages().matches("(transparent )?huge 2 MiB.*|.* KiB \\(.+\\)"), pool.pages());
        pool.take().view().set(2047, 1);
        assertEquals("4 KiB (huge ones were not asked for)", pool(1).pages());
    }
}
