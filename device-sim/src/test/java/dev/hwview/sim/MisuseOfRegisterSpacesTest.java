// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static dev.hwview.sim.Misuse.detected;
import static dev.hwview.sim.Misuse.of;
import static dev.hwview.sim.Misuse.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.device.Device;
import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.WidthException;
import dev.hwview.fault.WrongThreadException;
import dev.hwview.register.BusGuard;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.junit.Simulated;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MisuseOfRegisterSpacesTest {
    private static final String LIMIT = "1048576 bytes (0x0 to 0xfffff)";

    private static MemorySegment heap(int size) {
        return MemorySegment.ofArray(new byte[size]);
    }

    private static Device in(Device device, Presence.State state) {
        Simulation.of(device).presence(state);
        return device;
    }

    @TestFactory
    Stream<DynamicTest> offsetsOutside() {
        return Stream.concat(refused(
                of("read below 0", d -> d.registers().read32(-4), OffsetException.class, "offset -0x4 of sim:edu",
                        LIMIT),
                of("read at -1", d -> d.registers().read8(-1), OffsetException.class, "offset -0x1 of sim:edu", LIMIT),
                of("write below 0", d -> d.registers().write64(-8, 1), OffsetException.class, "-0x8", "sim:edu", LIMIT),
                of("read at the size", d -> d.registers().read32(EduBar.SIZE), OffsetException.class, "0x100000",
                        LIMIT),
                of("write at the size", d -> d.registers().write8(EduBar.SIZE, 1), OffsetException.class, "0x100000",
                        LIMIT),
                of("read across the end", d -> d.registers().read64(EduBar.SIZE - 4), OffsetException.class,
                        "offset 0xffffc of sim:edu (8 bytes)", LIMIT),
                of("write across the end", d -> d.registers().write16(EduBar.SIZE - 1, 1), OffsetException.class,
                        "0xfffff", "(2 bytes)", LIMIT)),
                LongStream.of(Long.MAX_VALUE, Long.MAX_VALUE - 7, Long.MIN_VALUE + 8, 1L << 32, -1L << 32).boxed()
                        .flatMap(offset -> refused(
                                of("read at " + offset, d -> d.registers().read64(offset), OffsetException.class,
                                        LIMIT),
                                of("relaxed read at " + offset, d -> d.registers().read32Relaxed(offset),
                                        OffsetException.class, LIMIT),
                                of("write at " + offset, d -> d.registers().write8(offset, 0), OffsetException.class,
                                        LIMIT),
                                of("relaxed write at " + offset, d -> d.registers().write16Relaxed(offset, 0),
                                        OffsetException.class, LIMIT))));
    }

    @TestFactory
    Stream<DynamicTest> misalignedAccesses() {
        return refused(
                of("16 bits at 1", d -> d.registers().read16(0x81), AlignmentException.class, "0x81", "sim:edu",
                        "2 bytes"),
                of("32 bits at 1", d -> d.registers().read32(0x81), AlignmentException.class, "0x81", "sim:edu",
                        "4 bytes"),
                of("32 bits at 2", d -> d.registers().read32(0x82), AlignmentException.class, "0x82", "sim:edu",
                        "4 bytes"),
                of("64 bits at 4", d -> d.registers().read64(0x84), AlignmentException.class, "0x84", "sim:edu",
                        "8 bytes"),
                of("write 16 bits at 3", d -> d.registers().write16(0x83, 0), AlignmentException.class, "0x83",
                        "2 bytes"),
                of("write 32 bits at 2", d -> d.registers().write32(0x82, 0), AlignmentException.class, "0x82",
                        "4 bytes"),
                of("write 64 bits at 4", d -> d.registers().write64(0x84, 0), AlignmentException.class, "0x84",
                        "8 bytes"),
                of("relaxed read at 2", d -> d.registers().read32Relaxed(2), AlignmentException.class, "0x2",
                        "4 bytes"),
                of("relaxed write at 4", d -> d.registers().write64Relaxed(4, 0), AlignmentException.class, "0x4",
                        "8 bytes"),
                of("block at 2", d -> d.registers().copyFrom(2, 4, heap(8)), AlignmentException.class, "0x2",
                        "4 bytes"));
    }

    @TestFactory
    Stream<DynamicTest> blocks() {
        return refused(
                of("block beyond the end", d -> d.registers().copyFrom(EduBar.SIZE - 4, 4, heap(8)),
                        OffsetException.class, "0xffffc", "(8 bytes)", LIMIT),
                of("block to beyond the end", d -> d.registers().copyTo(EduBar.SIZE - 4, 4, heap(8)),
                        OffsetException.class, LIMIT),
                of("block below 0", d -> d.registers().copyTo(-8, 4, heap(8)), OffsetException.class, "-0x8"),
                of("FIFO outside", d -> d.registers().readFifo(EduBar.SIZE, 4, heap(8)), OffsetException.class, LIMIT),
                of("FIFO outside, write", d -> d.registers().writeFifo(EduBar.SIZE, 4, heap(8)), OffsetException.class,
                        LIMIT),
                of("accesses of 3 bytes", d -> d.registers().copyFrom(0, 3, heap(9)), WidthException.class,
                        "sim:edu", "no accesses of 3 bytes"),
                of("accesses of 16 bytes", d -> d.registers().copyTo(0, 16, heap(16)), WidthException.class,
                        "16 bytes"),
                of("accesses of 0 bytes", d -> d.registers().readFifo(0, 0, heap(16)), WidthException.class, "0 bytes"),
                of("half an access", d -> d.registers().copyFrom(0, 4, heap(6)), WidthException.class,
                        "6 bytes are no multiple of the width 4"));
    }

    @TestFactory
    Stream<DynamicTest> devicesThatAreGone() {
        return detected(
                of("read of a removed device", d -> in(d, Presence.State.REMOVED).registers().read32(0x20),
                        DeviceRemovedException.class, "offset 0x20 of sim:edu", "removed"),
                of("block from a removed device", d -> in(d, Presence.State.REMOVED).registers().copyFrom(0, 4,
                        heap(64)), DeviceRemovedException.class, "sim:edu"),
                of("read with a bus error", d -> in(d, Presence.State.BUS_ERROR).registers().read64(0x80),
                        BusErrorException.class, "offset 0x80 of sim:edu", "bus error"),
                of("write with a bus error", d -> in(d, Presence.State.BUS_ERROR).registers().write32(0x08, 5),
                        BusErrorException.class, "offset 0x8 of sim:edu", "bus error"),
                of("register read with a bus error", d -> EduBar.ID.read(in(d, Presence.State.BUS_ERROR).registers()),
                        BusErrorException.class, "ID (0x0) of sim:edu"),
                of("block with a bus error", d -> in(d, Presence.State.BUS_ERROR).registers().copyTo(0, 4, heap(64)),
                        BusErrorException.class, "sim:edu"));
    }

    @Test
    void aWidthThatTheDeviceDoesNotAnswerIsRecorded(@Simulated("edu") Device device, FaultLog faults) {
        assertEquals(0xFFFF, device.registers().read16(0x20));
        device.registers().write8(0x20, 1);
        device.registers().read64(0x00);
        assertEquals("[ACCESS_WIDTH at 0x20, 2 bytes: the register at 0x20 does not answer 2 bytes, "
                + "ACCESS_WIDTH at 0x20, 1 bytes: the register at 0x20 does not answer 1 bytes, "
                + "ACCESS_WIDTH at 0x0, 8 bytes: the register at 0x0 does not answer 8 bytes]",
                faults.take().toString());
    }

    @Test
    void memoryOfAConfinedArenaBelongsToItsThread() {
        try (Arena confined = Arena.ofConfined()) {
            RegisterSpace mine = RegisterSpace.over("mine", confined.allocate(64, 8), BusGuard.NONE, Presence.ALWAYS);
            mine.write32(0x10, 7);
            assertEquals(7, mine.read32(0x10));
            String theirs = "offset 0x10 of mine belongs to another thread: its memory is from a confined arena";
            assertEquals(theirs, elsewhere(() -> mine.read8(0x10)).getMessage());
            assertEquals(theirs, elsewhere(() -> mine.read64(0x10)).getMessage());
            assertEquals(theirs, elsewhere(() -> mine.write32(0x10, 1)).getMessage());
            assertEquals(7, mine.read32(0x10));
        }
    }

    private static WrongThreadException elsewhere(Runnable access) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(access, task -> new Thread(task).start());
        return (WrongThreadException) assertThrows(CompletionException.class, other::join).getCause();
    }

    @Test
    void memoryOnTheHeapHoldsNoRegisters() {
        assertEquals("mine: registers lie in native memory, not on the Java heap",
                assertThrows(IllegalArgumentException.class,
                () -> RegisterSpace.over("mine", heap(64), BusGuard.NONE, Presence.ALWAYS)).getMessage());
    }
}
