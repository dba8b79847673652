// SPDX-License-Identifier: Apache-2.0
package dev.hwview.drivers.edu;

import static dev.hwview.sim.BusAccess.read32;
import static dev.hwview.sim.BusAccess.read64;
import static dev.hwview.sim.BusAccess.write32;
import static dev.hwview.sim.BusAccess.write64;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.dma.DmaDirection;
import dev.hwview.fault.IovaException;
import dev.hwview.fault.OffsetException;
import dev.hwview.sim.BusFault;
import dev.hwview.sim.BusTrace;
import dev.hwview.sim.FaultLog;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.Transaction;
import dev.hwview.sim.junit.Simulated;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers to the device's buffer and back, polled and by interrupt. */
class EduDmaTest {
    private static final int SIZE = Edu.BUFFER_SIZE;

    private final Random random = new Random(42);

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(DmaBuffer buffer, long offset, int length) {
        return buffer.segment().asSlice(offset, length).toArray(JAVA_BYTE);
    }

    private static void put(byte[] bytes, DmaBuffer buffer, long offset) {
        MemorySegment.copy(bytes, 0, buffer.segment(), JAVA_BYTE, offset, bytes.length);
    }

    private interface Transfer {
        void run(Edu edu, DmaBuffer buffer, long offset, int length) throws InterruptedException;
    }

    /** What was sent comes back, and nothing else is touched. */
    private void checkRoundTrip(Device device, Edu edu, int length, Transfer to, Transfer from)
            throws InterruptedException {
        try (DmaBuffer out = device.dma().allocate(2 * SIZE); DmaBuffer in = device.dma().allocate(2 * SIZE)) {
            byte[] sent = randomBytes(length);
            byte[] before = randomBytes(2 * SIZE);
            put(sent, out, 100);
            put(before, in, 0);
            to.run(edu, out, 100, length);
            from.run(edu, in, 300, length);
            System.arraycopy(sent, 0, before, 300, length);
            assertArrayEquals(before, bytes(in, 0, 2 * SIZE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 511, 1024, 4095, 4096})
    void polledBytesComeBackAsTheyWereSent(int length) throws InterruptedException {
        try (Device device = Device.open("sim:edu"); Edu edu = new Edu(device)) {
            checkRoundTrip(device, edu, length, Edu::toDevice, Edu::fromDevice);
            Simulation.of(device).faults().assertNone();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesComeBackByInterrupt(InterruptMode mode) throws InterruptedException {
        try (Device device = Device.open("sim:edu"); Edu edu = new Edu(device)) {
            edu.enableInterrupt(mode);
            for (int length : new int[] {1, 4096, 77, 2048}) {
                checkRoundTrip(device, edu, length, Edu::toDeviceByInterrupt, Edu::fromDeviceByInterrupt);
            }
            assertEquals(8, Simulation.of(device).interrupts());
            Simulation.of(device).faults().assertNone();
        }
    }

    @Test
    void manyRandomTransfersComeBack(@Simulated(value = "edu", nanosPerAccess = 1000) Device device)
            throws InterruptedException {
        Edu edu = new Edu(device);
        for (int i = 0; i < 300; i++) {
            checkRoundTrip(device, edu, 1 + random.nextInt(SIZE), Edu::toDevice, Edu::fromDevice);
        }
    }

    @Test
    void aPolledTransferIsFourWritesAndAPoll(
            @Simulated(value = "edu,dma-ns=250", nanosPerAccess = 100) Device device, BusTrace trace) {
        Edu edu = new Edu(device);
        DmaBuffer buffer = device.dma().allocate(SIZE);
        edu.toDevice(buffer, 0x10, 0x40);
        trace.assertExactly(write64(0x80, buffer.iova() + 0x10), write64(0x88, 0x40000), write64(0x90, 0x40),
                write64(0x98, 1), read64(0x98, 1), read64(0x98, 1), read64(0x98, 0));
        trace.clear();
        edu.fromDevice(buffer, 0, 1);
        trace.assertExactly(write64(0x80, 0x40000), write64(0x88, buffer.iova()), write64(0x90, 1),
                write64(0x98, 3), read64(0x98, 3), read64(0x98, 3), read64(0x98, 2));
    }

    @Test
    void aTransferByInterruptIsNeverPolled(@Simulated("edu") Device device, BusTrace trace)
            throws InterruptedException {
        try (Edu edu = new Edu(device)) {
            edu.enableInterrupt(InterruptMode.MSI);
            DmaBuffer buffer = device.dma().allocate(SIZE);
            edu.toDeviceByInterrupt(buffer, 0, SIZE);
            trace.assertExactly(write64(0x80, buffer.iova()), write64(0x88, 0x40000), write64(0x90, SIZE),
                    write64(0x98, 5), read32(0x24, 0x100), write32(0x64, 0x100));
            trace.clear();
            edu.fromDeviceByInterrupt(buffer, 0, SIZE);
            trace.assertExactly(write64(0x80, 0x40000), write64(0x88, buffer.iova()), write64(0x90, SIZE),
                    write64(0x98, 7), read32(0x24, 0x100), write32(0x64, 0x100));
        }
    }

    @Test
    void theDeviceReadsAndWritesEachRangeOnce(@Simulated(value = "edu", nanosPerAccess = 1000) Device device,
            BusTrace trace) {
        Edu edu = new Edu(device);
        DmaBuffer buffer = device.dma().allocate(SIZE);
        edu.toDevice(buffer, 8, 16);
        edu.fromDevice(buffer, 24, 32);
        assertEquals(List.of("device reads 16 bytes at 0x1008", "device writes 32 bytes at 0x1018"),
                trace.transactions().stream().filter(t -> !t.isAccess()).map(Transaction::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4097, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aLengthThatTheDeviceCannotMoveIsRefused(int length) {
        try (Device device = Device.open("sim:edu"); Edu edu = new Edu(device)) {
            edu.enableInterrupt(InterruptMode.MSI);
            DmaBuffer buffer = device.dma().allocate(4 * SIZE);
            for (Transfer transfer : List.<Transfer>of(Edu::toDevice, Edu::fromDevice, Edu::toDeviceByInterrupt,
                    Edu::fromDeviceByInterrupt)) {
                assertEquals("DMA_COUNT (0x90) of sim:edu takes 1 to 4096 bytes, not " + length,
                        assertThrows(OffsetException.class, () -> transfer.run(edu, buffer, 0, length)).getMessage());
            }
            Simulation.of(device).trace().assertExactly();
        }
    }

    @Test
    void aRangeOutsideTheBufferIsRefused(@Simulated("edu") Device device, BusTrace trace) {
        Edu edu = new Edu(device);
        DmaBuffer buffer = device.dma().allocate(100);
        assertThrows(OffsetException.class, () -> edu.toDevice(buffer, 90, 11));
        assertThrows(OffsetException.class, () -> edu.fromDevice(buffer, -1, 1));
        trace.assertExactly();
    }

    @Test
    void buffersLieInThe28BitsThatTheDeviceDrives(@Simulated("edu") Device device) {
        new Edu(device);
        assertEquals(0x0FFF_FFFF, device.dma().mask());
        assertThrows(IovaException.class, () -> device.dma().allocate(1L << 28));
        assertTrue(device.dma().allocate(SIZE).iova() <= 0x0FFF_FFFF - SIZE);
    }

    @Test
    void aTransferAgainstTheBuffersDirectionIsAFaultAndMovesNothing(@Simulated("edu") Device device, FaultLog faults) {
        Edu edu = new Edu(device);
        DmaBuffer readOnly = device.dma().allocate(SIZE, SIZE, DmaDirection.TO_DEVICE);
        readOnly.segment().fill((byte) 0x5A);
        edu.fromDevice(readOnly, 0, SIZE);
        assertEquals(BusFault.Kind.IOMMU_PERMISSION, faults.take().getFirst().kind());
        assertEquals(0x5A, readOnly.segment().get(JAVA_BYTE, SIZE - 1));
    }
}
