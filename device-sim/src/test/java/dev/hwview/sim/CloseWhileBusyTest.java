// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.dma.DmaDirection;
import dev.hwview.fault.ClosedException;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.junit.Simulated;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is in the middle of something when a device is closed gets a {@link ClosedException}, soon. */
class CloseWhileBusyTest {
    private static final Duration AGES = Duration.ofMinutes(10);
    private static final long PATIENCE = 30;

    private static Device open(RegisterPath path) {
        return Device.open("sim:edu,access=" + (path == RegisterPath.TRAP ? "trap" : "call"));
    }

    /** Starts a task and answers what ends it. */
    private static FutureTask<Object> start(boolean virtual, Callable<Object> deed) {
        FutureTask<Object> task = new FutureTask<>(deed);
        (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).start(task);
        return task;
    }

    private static Throwable end(FutureTask<Object> task) throws Exception {
        return assertThrows(ExecutionException.class, () -> task.get(PATIENCE, TimeUnit.SECONDS)).getCause();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWaitForAnInterruptEndsWhenTheDeviceIsClosed(boolean virtual) throws Exception {
        Device device = Device.open("sim:edu");
        Interrupt interrupt = device.interrupt(InterruptMode.MSI);
        List<FutureTask<Object>> waits = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            waits.add(start(virtual, () -> {
                begun.countDown();
                return interrupt.await(AGES);
            }));
        }
        assertTrue(begun.await(PATIENCE, TimeUnit.SECONDS));
        device.close();
        for (FutureTask<Object> wait : waits) {
            assertEquals("sim:edu has closed its interrupt 0",
                    assertInstanceOf(ClosedException.class, end(wait)).getMessage());
        }
    }

    @Test
    void aWaitForAnInterruptEndsWhenTheInterruptIsClosed() throws Exception {
        try (Device device = Device.open("sim:edu")) {
            Interrupt interrupt = device.interrupt(InterruptMode.INTX);
            FutureTask<Object> wait = start(false, () -> interrupt.await(AGES));
            interrupt.close();
            assertInstanceOf(ClosedException.class, end(wait));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void anAwaitOfARegisterEndsWhenTheDeviceIsClosed(RegisterPath path) throws Exception {
        Device device = open(path);
        RegisterSpace bar = device.registers();
        BusTrace trace = Simulation.of(device).trace();
        FutureTask<Object> poll = start(false, () -> EduBar.STATUS.await(bar, 1, 1, AGES));
        for (long start = System.nanoTime(); trace.count() < 10; ) {
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PATIENCE), "it polls");
            Thread.onSpinWait();
        }
        device.close();
        assertEquals("STATUS (0x20) of sim:edu is closed",
                assertInstanceOf(ClosedException.class, end(poll)).getMessage());
    }

    /** Threads inside accesses of each kind, all-ones among them, whose check asks where the device is. */
    @ParameterizedTest
    @EnumSource(names = {"TRAP", "CALL"})
    void accessesThatRaceWithCloseEndInNothingElse(RegisterPath path) throws Exception {
        for (int round = 0; round < 60; round++) {
            Device device = open(path);
            RegisterSpace bar = device.registers();
            EduBar.LIVENESS.write(bar, 0);
            CountDownLatch begun = new CountDownLatch(4);
            List<FutureTask<Object>> tasks = List.of(
                    start(false, () -> forever(begun, () -> EduBar.LIVENESS.read(bar))),
                    start(false, () -> forever(begun, () -> EduBar.DMA_SOURCE.write(bar, 7))),
                    start(false, () -> forever(begun, () -> EduBar.ID.read(bar))),
                    start(false, () -> forever(begun, device::presence)));
            assertTrue(begun.await(PATIENCE, TimeUnit.SECONDS));
            device.close();
            for (FutureTask<Object> task : tasks) {
                assertInstanceOf(ClosedException.class, end(task));
            }
        }
    }

    private static Object forever(CountDownLatch begun, Runnable access) {
        access.run();
        begun.countDown();
        while (true) {
            access.run();
        }
    }

    @Test
    void closingABufferKeepsADelayedTransferOutOfIt(
            @Simulated(value = "edu,dma-ns=1000000", nanosPerAccess = 0) Device device, Simulation simulation) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(4096, 4096);
            DmaBuffer buffer = device.dma().map(memory, DmaDirection.FROM_DEVICE);
            memory.fill((byte) 0x5A);
            EduBar.startDma(device.registers(), EduBar.BUFFER, buffer.iova(), 4096, EduBar.FROM_BUFFER);
            buffer.close();
            simulation.clock().advance(Duration.ofSeconds(1));
            assertUntouched(memory);
            assertEquals(BusFault.Kind.IOMMU_UNMAPPED, simulation.faults().take().getFirst().kind());
        }
    }

    @Test
    void closingTheDeviceKeepsADelayedTransferOutOfMemory() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(4096, 4096);
            memory.fill((byte) 0x5A);
            Device device = Device.open("sim:edu,dma-ns=20000000");
            DmaBuffer buffer = device.dma().map(memory, DmaDirection.FROM_DEVICE);
            EduBar.startDma(device.registers(), EduBar.BUFFER, buffer.iova(), 4096, EduBar.FROM_BUFFER);
            device.close();
            for (long start = System.nanoTime(); System.nanoTime() - start < 60_000_000; ) {
                assertUntouched(memory);
            }
        }
    }

    private static void assertUntouched(MemorySegment memory) {
        for (long i = 0; i < memory.byteSize(); i++) {
            assertEquals(0x5A, memory.get(JAVA_BYTE, i));
        }
    }

    @Test
    void theSimulationGoesOnWithOtherDevices() {
        Device first = Device.open("sim:edu");
        try (Device second = Device.open("sim:edu")) {
            first.close();
            assertEquals(EduBar.IDENTITY, EduBar.ID.read(second.registers()));
        }
    }
}
