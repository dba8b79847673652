// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hwview.device.Device;
import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.DmaSpace;
import dev.hwview.fault.ClosedException;
import dev.hwview.register.Access;
import dev.hwview.register.EnumField;
import dev.hwview.register.Field;
import dev.hwview.register.Flag;
import dev.hwview.register.Halves;
import dev.hwview.register.Register16;
import dev.hwview.register.Register32;
import dev.hwview.register.Register64;
import dev.hwview.register.Register8;
import dev.hwview.register.RegisterMap;
import dev.hwview.register.RegisterSpace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Each operation of each thing after it was closed: a {@link ClosedException} that names the device, and no crash. */
class MisuseAfterCloseTest {
    enum Mode { IDLE, BUSY }

    private static final Duration MOMENT = Duration.ofMillis(3);
    private static final MemorySegment PAGE = Arena.global().allocate(4096, 4096);

    private final Map<String, Executable> uses = new LinkedHashMap<>();

    private final List<Device> open = new ArrayList<>();

    /** A device that is open while the tests run. */
    private Device stillOpen() {
        open.add(Device.open("sim:edu"));
        return open.getLast();
    }

    @AfterEach
    void closeTheOthers() {
        open.forEach(Device::close);
    }

    private Stream<DynamicTest> allAreRefused(String where) {
        return uses.entrySet().stream().map(use -> dynamicTest(use.getKey(), () -> {
            Exception thrown = assertThrows(Exception.class, use.getValue());
            assertSame(ClosedException.class, thrown.getClass(), () -> "not " + thrown);
            assertTrue(thrown.getMessage().contains(where), thrown::getMessage);
        }));
    }

    private static Device open(RegisterPath path) {
        return Device.open("sim:edu,access=" + (path == RegisterPath.TRAP ? "trap" : "call"));
    }

    @TestFactory
    Stream<DynamicTest> device() {
        Device device = Device.open("sim:edu");
        device.close();
        uses.put("identity", device::identity);
        uses.put("registers", device::registers);
        uses.put("registers(1)", () -> device.registers(1));
        uses.put("dma", device::dma);
        uses.put("interrupt", () -> device.interrupt(InterruptMode.INTX));
        uses.put("interrupt of a vector", () -> device.interrupt(InterruptMode.MSI, 0));
        uses.put("presence", device::presence);
        uses.put("reset", device::reset);
        uses.put("simulation", () -> Simulation.of(device));
        return allAreRefused("sim:edu is closed");
    }

    @TestFactory
    Stream<DynamicTest> trappedRegisterSpace() {
        return registerSpace(RegisterPath.TRAP);
    }

    @TestFactory
    Stream<DynamicTest> calledRegisterSpace() {
        return registerSpace(RegisterPath.CALL);
    }

    private Stream<DynamicTest> registerSpace(RegisterPath path) {
        Device device = open(path);
        RegisterSpace bar = device.registers();
        device.close();
        MemorySegment memory = MemorySegment.ofArray(new byte[8]);
        uses.put("read8", () -> bar.read8(0x80));
        uses.put("read16", () -> bar.read16(0x80));
        uses.put("read32", () -> bar.read32(0x80));
        uses.put("read64", () -> bar.read64(0x80));
        uses.put("write8", () -> bar.write8(0x80, 1));
        uses.put("write16", () -> bar.write16(0x80, 1));
        uses.put("write32", () -> bar.write32(0x80, 1));
        uses.put("write64", () -> bar.write64(0x80, 1));
        uses.put("read8Relaxed", () -> bar.read8Relaxed(0x80));
        uses.put("read16Relaxed", () -> bar.read16Relaxed(0x80));
        uses.put("read32Relaxed", () -> bar.read32Relaxed(0x80));
        uses.put("read64Relaxed", () -> bar.read64Relaxed(0x80));
        uses.put("write8Relaxed", () -> bar.write8Relaxed(0x80, 1));
        uses.put("write16Relaxed", () -> bar.write16Relaxed(0x80, 1));
        uses.put("write32Relaxed", () -> bar.write32Relaxed(0x80, 1));
        uses.put("write64Relaxed", () -> bar.write64Relaxed(0x80, 1));
        uses.put("copyFrom", () -> bar.copyFrom(0x80, 4, memory));
        uses.put("copyTo", () -> bar.copyTo(0x80, 4, memory));
        uses.put("readFifo", () -> bar.readFifo(0x80, 8, memory));
        uses.put("writeFifo", () -> bar.writeFifo(0x80, 1, memory));
        return allAreRefused("offset 0x80 of sim:edu is closed");
    }

    @TestFactory
    Stream<DynamicTest> trappedRegisters() {
        return registers(RegisterPath.TRAP);
    }

    @TestFactory
    Stream<DynamicTest> calledRegisters() {
        return registers(RegisterPath.CALL);
    }

    private Stream<DynamicTest> registers(RegisterPath path) {
        Device device = open(path);
        RegisterSpace bar = device.registers();
        device.close();
        Register8 r8 = Register8.at("R", 0x80);
        Register16 r16 = Register16.at("R", 0x80);
        Register32 r32 = Register32.at("R", 0x80);
        Register64 r64 = Register64.at("R", 0x80);
        Register64 halves = Register64.at("R", 0x80, Access.RW, Halves.LOW_HIGH);
        Field field = r32.field("FIELD", 3, 0);
        Flag flag = r32.flag("FLAG", 4);
        EnumField<Mode> mode = r32.enumeration("MODE", 5, 5, Mode.class);
        uses.put("Register8.read", () -> r8.read(bar));
        uses.put("Register8.readRelaxed", () -> r8.readRelaxed(bar));
        uses.put("Register8.write", () -> r8.write(bar, 1));
        uses.put("Register8.writeRelaxed", () -> r8.writeRelaxed(bar, 1));
        uses.put("Register8.modify", () -> r8.modify(bar, v -> v));
        uses.put("Register16.read", () -> r16.read(bar));
        uses.put("Register16.readRelaxed", () -> r16.readRelaxed(bar));
        uses.put("Register16.write", () -> r16.write(bar, 1));
        uses.put("Register16.writeRelaxed", () -> r16.writeRelaxed(bar, 1));
        uses.put("Register16.modify", () -> r16.modify(bar, v -> v));
        uses.put("Register32.read", () -> r32.read(bar));
        uses.put("Register32.readRelaxed", () -> r32.readRelaxed(bar));
        uses.put("Register32.write", () -> r32.write(bar, 1));
        uses.put("Register32.writeRelaxed", () -> r32.writeRelaxed(bar, 1));
        uses.put("Register32.modify", () -> r32.modify(bar, v -> v));
        uses.put("Register64.read", () -> r64.read(bar));
        uses.put("Register64.readRelaxed", () -> r64.readRelaxed(bar));
        uses.put("Register64.write", () -> r64.write(bar, 1));
        uses.put("Register64.writeRelaxed", () -> r64.writeRelaxed(bar, 1));
        uses.put("Register64.modify", () -> r64.modify(bar, v -> v));
        uses.put("Register64.read in halves", () -> halves.read(bar));
        uses.put("Register64.write in halves", () -> halves.write(bar, 1));
        uses.put("readBits", () -> r32.readBits(bar));
        uses.put("writeBits", () -> r32.writeBits(bar, 1));
        uses.put("modify of a field", () -> r32.modify(bar, field, 1));
        uses.put("await", () -> r32.await(bar, 1, 1, MOMENT));
        uses.put("Field.read", () -> field.read(bar));
        uses.put("Field.readLong", () -> field.readLong(bar));
        uses.put("Field.set", () -> field.set(bar, 1));
        uses.put("Field.await", () -> field.await(bar, 1, MOMENT));
        uses.put("Flag.isSet", () -> flag.isSet(bar));
        uses.put("Flag.set", () -> flag.set(bar));
        uses.put("Flag.clear", () -> flag.clear(bar));
        uses.put("Flag.awaitSet", () -> flag.awaitSet(bar, MOMENT));
        uses.put("Flag.awaitClear", () -> flag.awaitClear(bar, MOMENT));
        uses.put("EnumField.read", () -> mode.read(bar));
        uses.put("EnumField.set", () -> mode.set(bar, Mode.BUSY));
        uses.put("EnumField.await", () -> mode.await(bar, Mode.BUSY, MOMENT));
        uses.put("RegisterMap.dump", () -> RegisterMap.of("edu", r32).dump(bar));
        return allAreRefused("R (0x80) of sim:edu is closed");
    }

    @TestFactory
    Stream<DynamicTest> dmaSpaceOfAClosedDevice() {
        Device device = Device.open("sim:edu");
        DmaSpace dma = device.dma();
        device.close();
        uses.put("allocate", () -> dma.allocate(4096));
        uses.put("allocate aligned", () -> dma.allocate(4096, 8192, DmaDirection.TO_DEVICE));
        uses.put("map", () -> dma.map(PAGE, DmaDirection.TO_DEVICE));
        uses.put("mapAt", () -> dma.mapAt(0x1000, PAGE, DmaDirection.TO_DEVICE));
        uses.put("mask", () -> dma.mask(20));
        return allAreRefused("sim:edu is closed");
    }

    @TestFactory
    Stream<DynamicTest> closedDmaBuffer() {
        DmaBuffer buffer = stillOpen().dma().allocate(4096);
        buffer.close();
        uses.put("segment", buffer::segment);
        uses.put("iova", buffer::iova);
        uses.put("iova of a part", () -> buffer.iova(0, 1));
        return allAreRefused("sim:edu has closed the DMA buffer at 0x1000");
    }

    @Test
    void aSegmentThatOutlivesItsBufferThrowsAndDoesNotCrash() {
        try (Device device = Device.open("sim:edu")) {
            DmaBuffer buffer = device.dma().allocate(4096);
            MemorySegment segment = buffer.segment();
            buffer.close();
            assertThrows(IllegalStateException.class, () -> segment.get(ValueLayout.JAVA_INT, 0));
            assertThrows(IllegalStateException.class, () -> segment.fill((byte) 1));
        }
    }

    @TestFactory
    Stream<DynamicTest> closedInterrupt() {
        for (InterruptMode mode : InterruptMode.values()) {
            Interrupt interrupt = stillOpen().interrupt(mode);
            interrupt.close();
            uses.put(mode + " enable", interrupt::enable);
            uses.put(mode + " disable", interrupt::disable);
            uses.put(mode + " acknowledge", interrupt::acknowledge);
            uses.put(mode + " poll", interrupt::poll);
            uses.put(mode + " await", () -> interrupt.await(MOMENT));
        }
        return allAreRefused("sim:edu has closed its interrupt 0");
    }

    @Test
    void aSecondCloseDoesNothing() {
        Device device = Device.open("sim:edu");
        Interrupt interrupt = device.interrupt(InterruptMode.MSI);
        DmaSpace dma = device.dma();
        DmaBuffer buffer = dma.allocate(4096);
        buffer.close();
        buffer.close();
        interrupt.close();
        interrupt.close();
        dma.close();
        dma.close();
        device.close();
        device.close();
        interrupt.close();
        buffer.close();
        dma.close();
        assertEquals("sim:edu (closed)", device.toString());
        assertTrue(device.isClosed());
        assertEquals("sim:edu", device.name());
    }

    @Test
    void closingADeviceClosesWhatIsOpenOnIt() {
        Device device = Device.open("sim:edu");
        Interrupt interrupt = device.interrupt(InterruptMode.MSI);
        DmaBuffer buffer = device.dma().allocate(4096);
        device.close();
        assertThrows(ClosedException.class, interrupt::poll);
        assertThrows(ClosedException.class, buffer::segment);
        interrupt.close();
        buffer.close();
    }
}
