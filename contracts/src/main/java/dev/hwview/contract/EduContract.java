// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hwview.device.Interrupt;
import dev.hwview.device.InterruptMode;
import dev.hwview.dma.DmaBuffer;
import dev.hwview.dma.DmaDirection;
import dev.hwview.dma.DmaMapping;
import dev.hwview.drivers.edu.EduRegisters;
import dev.hwview.fault.ClosedException;
import dev.hwview.fault.DeadlineException;
import dev.hwview.register.Presence;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edu device and its driver do, whoever models the device and by whatever way it is reached. */
public abstract class EduContract extends EduBench {
    @Test
    void itSaysWhatItIs() {
        assertEquals(0x1234, device.identity().vendor());
        assertEquals(0x11e8, device.identity().device());
        assertEquals(0x10, device.identity().revision());
        assertEquals(1 << 20, bar.size());
        assertEquals("1.0", edu.identify());
        assertEquals(Presence.State.PRESENT, device.presence());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 0x1234_5678, 0x8000_0000, 0x7fff_ffff})
    void itLives(int number) {
        assertTrue(edu.liveness(number));
    }

    @Test
    void itComputes() {
        int expected = 1;
        for (int n = 0; n <= 40; n++) {
            expected *= Math.max(n, 1); // modulo 2^32, so 0 from 34 on
            assertEquals(expected, edu.factorial(n), n + "!");
        }
    }

    @Test
    void whereNoRegisterIsAllOnesAre() {
        assertEquals(-1, bar.read32(0x40));
        assertEquals(-1, bar.read64(0xa0));
        assertEquals(-1, bar.read64(0x00), "32 bits only");
    }

    @Test
    void registersOfTransfersKeepWhatIsWritten() {
        EduRegisters.DMA_SOURCE.write(bar, 0x123_4567_89abL);
        EduRegisters.DMA_COUNT.write(bar, 0xfff);
        assertEquals(0x123_4567_89abL, EduRegisters.DMA_SOURCE.read(bar));
        assertEquals(0xfff, EduRegisters.DMA_COUNT.read(bar));
    }

    // ---- DMA

    /** QEMU before 8 takes one byte less than the buffer has. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 1000, 1024, 4095})
    void bytesGoThereAndBack(int length) {
        try (DmaBuffer there = buffer(2 * PAGE); DmaBuffer back = buffer(2 * PAGE)) {
            Bytes.fill(there.segment(), length);
            back.segment().fill((byte) 0xee);
            edu.toDevice(there, 3, length);
            edu.fromDevice(back, 5, length);
            Bytes.assertCopied(there.segment().asSlice(3, length), back.segment(), 5);
        }
    }

    @Test
    void theDeviceKeepsWhatItHas() {
        try (DmaBuffer one = buffer(PAGE); DmaBuffer other = buffer(PAGE)) {
            Bytes.fill(one.segment(), 1);
            edu.toDevice(one, 0, 2048);
            byte[] before = one.segment().asSlice(0, 2048).toArray(ValueLayout.JAVA_BYTE);
            one.segment().fill((byte) 0);
            for (int i = 0; i < 3; i++) {
                other.segment().fill((byte) 0);
                edu.fromDevice(other, 0, 2048);
                byte[] now = other.segment().asSlice(0, 2048).toArray(ValueLayout.JAVA_BYTE);
                assertArrayEquals(before, now);
            }
        }
    }

    /** Memory that was there before the device, and is there after it. */
    @Test
    void memoryCanBeLent() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(2 * PAGE, PAGE);
            Bytes.fill(memory, 9);
            byte[] before = memory.toArray(ValueLayout.JAVA_BYTE);
            try (DmaBuffer own = buffer(PAGE);
                    DmaMapping lent = DmaMapping.of(device.dma(), memory, DmaDirection.BIDIRECTIONAL)) {
                own.segment().fill((byte) 0x5a);
                edu.toDevice(own, 0, 16);
                try (DmaBuffer again = buffer(PAGE)) {
                    edu.fromDevice(again, 0, 16);
                    assertEquals((byte) 0x5a, again.segment().get(ValueLayout.JAVA_BYTE, 15));
                }
                assertArrayEquals(before, lent.segment().toArray(ValueLayout.JAVA_BYTE));
                lent.segment().set(ValueLayout.JAVA_BYTE, PAGE, (byte) 0x77);
            }
            before[(int) PAGE] = 0x77;
            assertArrayEquals(before, memory.toArray(ValueLayout.JAVA_BYTE));
        }
    }

    /** The device writes into memory that was lent. */
    @Test
    void whatTheDeviceWroteIntoLentMemoryStays() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(PAGE, PAGE);
            try (DmaBuffer own = buffer(PAGE);
                    DmaBuffer lent = device.dma().map(memory, DmaDirection.FROM_DEVICE)) {
                Bytes.fill(own.segment(), 4);
                edu.toDevice(own, 0, 100);
                edu.fromDevice(lent, 8, 100);
                assertEquals(-1, MemorySegment.mismatch(own.segment(), 0, 100, memory, 8, 108));
            }
            assertEquals((byte) (4 + 7 * 99), memory.get(ValueLayout.JAVA_BYTE, 107));
        }
    }

    @Test
    void addressesAreWithinTheMask() {
        try (DmaBuffer buffer = buffer(PAGE)) {
            assertTrue(buffer.iova() > 0 && buffer.iova() + PAGE - 1 <= 0x0fff_ffffL, buffer.toString());
        }
    }

    // ---- interrupts

    @ParameterizedTest
    @EnumSource(InterruptMode.class)
    void theEndOfATransferInterrupts(InterruptMode mode) throws InterruptedException {
        enable(mode);
        try (DmaBuffer there = buffer(PAGE); DmaBuffer back = buffer(PAGE)) {
            for (int i = 0; i < 5; i++) {
                Bytes.fill(there.segment(), i);
                back.segment().fill((byte) 0xee);
                edu.toDeviceByInterrupt(there, 0, 1000);
                edu.fromDeviceByInterrupt(back, 0, 1000);
                Bytes.assertCopied(there.segment().asSlice(0, 1000), back.segment(), 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(InterruptMode.class)
    void theEndOfAComputationInterrupts(InterruptMode mode) throws InterruptedException {
        enable(mode);
        assertEquals(720, edu.factorialByInterrupt(6));
        assertEquals(3628800, edu.factorialByInterrupt(10));
    }

    @ParameterizedTest
    @EnumSource(InterruptMode.class)
    void interruptsMayFollowEachOther(InterruptMode mode) throws InterruptedException {
        enable(mode);
        for (int cause = 1; cause <= 50; cause++) {
            edu.interruptItself(cause);
            assertEquals(0, EduRegisters.INTERRUPT_STATUS.read(bar));
        }
    }

    @ParameterizedTest
    @EnumSource(InterruptMode.class)
    void whatComesWhileItIsHeldBackIsRemembered(InterruptMode mode) throws InterruptedException {
        assumeTrue(modes().contains(mode), mode + " is not to be had here");
        try (Interrupt interrupt = device.interrupt(mode)) {
            EduRegisters.INTERRUPT_RAISE.write(bar, 1);
            assertThrows(DeadlineException.class, () -> interrupt.await(A_LITTLE), "it begins disabled");
            interrupt.enable();
            assertEquals(1, interrupt.await(SOON));
            EduRegisters.INTERRUPT_ACKNOWLEDGE.write(bar, 1);
            interrupt.acknowledge();
            assertThrows(DeadlineException.class, () -> interrupt.await(A_LITTLE), "nothing is left");
        }
    }

    /** A line is held until the cause is taken away, and says so again. */
    @Test
    void theLineStaysHighUntilItsCauseIsGone() throws InterruptedException {
        assumeTrue(modes().contains(InterruptMode.INTX));
        try (Interrupt interrupt = device.interrupt(InterruptMode.INTX)) {
            interrupt.enable();
            EduRegisters.INTERRUPT_RAISE.write(bar, 3);
            assertEquals(1, interrupt.await(SOON));
            EduRegisters.INTERRUPT_ACKNOWLEDGE.write(bar, 1);
            interrupt.acknowledge(); // the other cause is still there
            assertEquals(1, interrupt.await(SOON));
            EduRegisters.INTERRUPT_ACKNOWLEDGE.write(bar, 2);
            interrupt.acknowledge();
            assertThrows(DeadlineException.class, () -> interrupt.await(A_LITTLE));
        }
    }

    @Test
    void modesCanBeChanged() throws InterruptedException {
        for (int round = 0; round < 2; round++) {
            for (InterruptMode mode : modes()) {
                edu.enableInterrupt(mode);
                edu.interruptItself(1);
            }
        }
    }

    @Test
    void itWorksAfterAReset() throws InterruptedException {
        assumeTrue(resets(), "there is no way to reset it here");
        InterruptMode mode = modes().iterator().next();
        edu.enableInterrupt(mode);
        edu.interruptItself(2);
        try (DmaBuffer buffer = buffer(PAGE)) {
            Bytes.fill(buffer.segment(), 1);
            device.reset();
            assertEquals("1.0", edu.identify());
            edu.toDevice(buffer, 0, 100);
            edu.fromDevice(buffer, 1000, 100);
            assertEquals(-1, MemorySegment.mismatch(buffer.segment(), 0, 100, buffer.segment(), 1000, 1100));
        }
        edu.interruptItself(4); // stays set up
        edu.enableInterrupt(mode);
        edu.interruptItself(8);
    }

    @Test
    void aClosedDeviceSaysSo() {
        DmaBuffer buffer = transfers() ? buffer(PAGE) : null;
        edu.close();
        device.close();
        assertTrue(device.isClosed());
        if (buffer != null) {
            assertThrows(ClosedException.class, buffer::segment);
        }
        assertThrows(ClosedException.class, () -> bar.read32(0));
        assertThrows(ClosedException.class, () -> bar.write32(4, 0));
        assertThrows(ClosedException.class, device::identity);
        device = null;
    }
}
