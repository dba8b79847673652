// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static dev.hwview.dma.DmaDirection.BIDIRECTIONAL;
import static dev.hwview.dma.DmaDirection.FROM_DEVICE;
import static dev.hwview.dma.DmaDirection.TO_DEVICE;
import static dev.hwview.sim.Misuse.of;
import static dev.hwview.sim.Misuse.refused;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hwview.device.Device;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.dma.DmaDirection;
import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.IovaException;
import dev.hwview.fault.OffsetException;
import dev.hwview.sim.junit.Simulated;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MisuseOfDmaTest {
    private static final long PAGE = 4096;
    private static final MemorySegment PAGES = Arena.global().allocate(4 * PAGE, PAGE);
    private static final String MASK = "mask 0xfffffff";

    @TestFactory
    Stream<DynamicTest> addresses() {
        return refused(
                of("IOVA beyond the mask", d -> d.dma().mapAt(0x1000_0000L, PAGES, TO_DEVICE), IovaException.class,
                        "0x10000000 of sim:edu", MASK),
                of("IOVA across the mask", d -> d.dma().mapAt(0x0FFF_F000L, PAGES, TO_DEVICE), IovaException.class,
                        "0xffff000 of sim:edu", "16384 bytes", MASK),
                of("IOVA of ages", d -> d.dma().mapAt(0x7FFF_FFFF_FFFF_F000L, PAGES, TO_DEVICE), IovaException.class,
                        MASK),
                of("negative IOVA", d -> d.dma().mapAt(-PAGE, PAGES, TO_DEVICE), IovaException.class,
                        "-0x1000 of sim:edu"),
                of("misaligned IOVA", d -> d.dma().mapAt(0x1080, PAGES, TO_DEVICE), IovaException.class,
                        "0x1080 of sim:edu", "no multiple of 4096"),
                of("IOVA taken", d -> {
                    d.dma().mapAt(0x4000, PAGES, TO_DEVICE);
                    d.dma().mapAt(0x5000, PAGES, TO_DEVICE);
                }, IovaException.class, "0x5000 of sim:edu is taken", "0x4000"),
                of("IOVA taken by a buffer", d -> d.dma().mapAt(d.dma().allocate(1).iova(), PAGES, TO_DEVICE),
                        IovaException.class, "0x1000 of sim:edu is taken"),
                of("more than the mask holds", d -> d.dma().allocate(1L << 28), IovaException.class, "sim:edu",
                        "268435456", MASK),
                of("all that a long holds", d -> d.dma().allocate(Long.MAX_VALUE), IovaException.class, "sim:edu",
                        MASK),
                of("a second buffer beyond the mask", d -> {
                    d.dma().mask(14);
                    d.dma().allocate(8192);
                    d.dma().allocate(8192);
                }, IovaException.class, "sim:edu", "8192 bytes", "mask 0x3fff"),
                new Misuse("device without DMA", "sim:regs", d -> d.dma().allocate(1), IovaException.class, "sim:regs",
                        "mask 0x0"),
                of("mask of 11 bits", d -> d.dma().mask(11), IllegalArgumentException.class, "sim:edu", "12 to 64",
                        "11"),
                of("mask of 65 bits", d -> d.dma().mask(65), IllegalArgumentException.class, "12 to 64", "65"),
                of("mask of -1 bits", d -> d.dma().mask(-1), IllegalArgumentException.class, "12 to 64", "-1"));
    }

    @TestFactory
    Stream<DynamicTest> memory() {
        return refused(
                of("heap memory", d -> d.dma().map(MemorySegment.ofArray(new byte[4096]), TO_DEVICE),
                        AlignmentException.class, "sim:edu", "native memory"),
                of("unaligned memory", d -> d.dma().map(PAGES.asSlice(8, PAGE), TO_DEVICE), AlignmentException.class,
                        "whole pages"),
                of("half a page", d -> d.dma().map(PAGES.asSlice(0, 2048), TO_DEVICE), AlignmentException.class,
                        "whole pages"),
                of("no memory", d -> d.dma().map(PAGES.asSlice(0, 0), TO_DEVICE), AlignmentException.class,
                        "whole pages"),
                of("unaligned memory at an IOVA", d -> d.dma().mapAt(0x1000, PAGES.asSlice(8, PAGE), TO_DEVICE),
                        AlignmentException.class, "whole pages"),
                of("alignment 3", d -> d.dma().allocate(1, 3, TO_DEVICE), AlignmentException.class, "sim:edu", "3",
                        "power of two"),
                of("alignment 0", d -> d.dma().allocate(1, 0, TO_DEVICE), AlignmentException.class, "power of two"),
                of("negative alignment", d -> d.dma().allocate(1, -4096, TO_DEVICE), AlignmentException.class,
                        "power of two"),
                of("alignment beyond the mask", d -> d.dma().allocate(1, 1L << 40, TO_DEVICE), IovaException.class,
                        MASK),
                of("size 0", d -> d.dma().allocate(0), IllegalArgumentException.class, "sim:edu", "at least 1 byte",
                        "0"),
                of("negative size", d -> d.dma().allocate(-1), IllegalArgumentException.class, "at least 1 byte", "-1"),
                of("part below a buffer", d -> d.dma().allocate(100).iova(-1, 1), OffsetException.class,
                        "-0x1 of sim:edu", "100 bytes of the DMA buffer at 0x1000"),
                of("part across a buffer's end", d -> d.dma().allocate(100).iova(90, 11), OffsetException.class, "0x5a",
                        "(11 bytes)"),
                of("part of negative length", d -> d.dma().allocate(100).iova(0, -1), OffsetException.class,
                        "(-1 bytes)"),
                of("access across a buffer's end", d -> d.dma().allocate(100).segment().get(JAVA_BYTE, 100),
                        IndexOutOfBoundsException.class, "100"));
    }

    /** A transfer that may not be: it is recorded and moves nothing. */
    private static BusFault fault(Device device, long source, long destination, long count, long command) {
        Simulation simulation = Simulation.of(device);
        simulation.trace().clear();
        EduBar.startDma(device.registers(), source, destination, count, command);
        simulation.clock().advance(Duration.ofSeconds(1));
        assertEquals(4, simulation.trace().count(), "four writes, no DMA");
        assertEquals(false, EduBar.DMA_RUNS.isSet(device.registers()), "the device goes on");
        assertEquals(1, simulation.faults().count());
        return simulation.faults().take().getFirst();
    }

    private static void assertUntouched(DmaBuffer buffer) {
        for (long i = 0; i < buffer.size(); i++) {
            assertEquals(0x5A, buffer.segment().get(JAVA_BYTE, i));
        }
    }

    private static DmaBuffer filled(Device device, long size, DmaDirection direction) {
        DmaBuffer buffer = device.dma().allocate(size, PAGE, direction);
        buffer.segment().fill((byte) 0x5A);
        return buffer;
    }

    @Test
    void aTransferToAnIovaThatIsNotMappedMovesNothing(@Simulated(value = "edu", nanosPerAccess = 0) Device device) {
        DmaBuffer buffer = filled(device, PAGE, BIDIRECTIONAL);
        BusFault fault = fault(device, EduBar.BUFFER, buffer.iova() + PAGE, 64, EduBar.FROM_BUFFER);
        assertEquals(BusFault.Kind.IOMMU_UNMAPPED, fault.kind());
        assertEquals(buffer.iova() + PAGE, fault.address());
        assertEquals(64, fault.length());
        assertUntouched(buffer);
    }

    @Test
    void aTransferThatIsMappedInPartMovesNothing(@Simulated(value = "edu", nanosPerAccess = 0) Device device) {
        DmaBuffer buffer = filled(device, PAGE, BIDIRECTIONAL);
        BusFault fault = fault(device, EduBar.BUFFER, buffer.iova() + PAGE - 32, 64, EduBar.FROM_BUFFER);
        assertEquals(BusFault.Kind.IOMMU_UNMAPPED, fault.kind());
        assertUntouched(buffer);
    }

    @Test
    void aTransferFromAnIovaThatIsNotMappedMovesNothing(@Simulated(value = "edu", nanosPerAccess = 0) Device device) {
        assertEquals(BusFault.Kind.IOMMU_UNMAPPED, fault(device, 0, EduBar.BUFFER, 64, EduBar.TO_BUFFER).kind());
    }

    @Test
    void aWriteIntoABufferThatTheDeviceMayOnlyReadMovesNothing(
            @Simulated(value = "edu", nanosPerAccess = 0) Device device) {
        DmaBuffer buffer = filled(device, PAGE, TO_DEVICE);
        BusFault fault = fault(device, EduBar.BUFFER, buffer.iova(), PAGE, EduBar.FROM_BUFFER);
        assertEquals(BusFault.Kind.IOMMU_PERMISSION, fault.kind());
        assertUntouched(buffer);
    }

    @Test
    void aReadOfABufferThatTheDeviceMayOnlyWriteMovesNothing(
            @Simulated(value = "edu", nanosPerAccess = 0) Device device) {
        DmaBuffer buffer = filled(device, PAGE, FROM_DEVICE);
        BusFault fault = fault(device, buffer.iova(), EduBar.BUFFER, PAGE, EduBar.TO_BUFFER);
        assertEquals(BusFault.Kind.IOMMU_PERMISSION, fault.kind());
    }

    @Test
    void aTransferToAClosedBufferMovesNothing(@Simulated(value = "edu", nanosPerAccess = 0) Device device) {
        DmaBuffer buffer = filled(device, PAGE, BIDIRECTIONAL);
        long iova = buffer.iova();
        buffer.close();
        assertEquals(BusFault.Kind.IOMMU_UNMAPPED, fault(device, EduBar.BUFFER, iova, 64, EduBar.FROM_BUFFER).kind());
    }

    @Test
    void anIovaThatTheDeviceCannotDriveMovesNothing(@Simulated(value = "edu", nanosPerAccess = 0) Device device) {
        BusFault fault = fault(device, 0x1000_0000L, EduBar.BUFFER, 64, EduBar.TO_BUFFER);
        assertEquals(BusFault.Kind.DMA_MASK, fault.kind());
        assertEquals(0x1000_0000L, fault.address());
    }

    @Test
    void aPlaceOutsideTheDevicesBufferMovesNothing(@Simulated(value = "edu", nanosPerAccess = 0) Device device) {
        DmaBuffer buffer = filled(device, 2 * PAGE, BIDIRECTIONAL);
        assertEquals(BusFault.Kind.MODEL,
                fault(device, EduBar.BUFFER + 1, buffer.iova(), PAGE, EduBar.FROM_BUFFER).kind());
        assertUntouched(buffer);
    }
}
