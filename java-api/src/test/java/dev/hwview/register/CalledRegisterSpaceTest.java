// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.DeviceRemovedException;
import dev.hwview.fault.HardwareException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.WidthException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalledRegisterSpaceTest {
    private final RecordingSpace space = new RecordingSpace();

    /** Answers all-ones in more bits than it is asked for, and takes some widths only. */
    private static CalledRegisterSpace ones(int widths, Presence presence) {
        return new CalledRegisterSpace("test:ones", 64, widths, presence) {
            @Override
            protected long read(long offset, int width) {
                return -1;
            }

            @Override
            protected void write(long offset, int width, long value) {}
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -8, -1, 256, 257, 1L << 32, Long.MAX_VALUE - 7, Long.MAX_VALUE})
    void anOffsetOutsideIsRefused(long offset) {
        refusedForEveryWidth(OffsetException.class, offset);
    }

    @Test
    void anAccessThatBeginsInsideAndEndsOutsideIsRefused() {
        assertThrows(OffsetException.class, () -> space.read16(255));
        assertThrows(OffsetException.class, () -> space.read32(254));
        assertThrows(OffsetException.class, () -> space.write64(252, 0));
        assertEquals("offset 0xfe of test:recorder (4 bytes) is outside its 256 bytes (0x0 to 0xff)",
                assertThrows(OffsetException.class, () -> space.write32(254, 0)).getMessage());
    }

    @Test
    void theOffsetMinusOneIsInTheMessageToo() {
        assertEquals("offset -0x1 of test:recorder (4 bytes) is outside its 256 bytes (0x0 to 0xff)",
                assertThrows(OffsetException.class, () -> space.read32(-1)).getMessage());
    }

    @Test
    void theLastRegisterOfEachWidthIsInside() {
        space.read8(255);
        space.read16(254);
        space.read32(252);
        space.read64(248);
        assertEquals(4, space.accesses.size());
    }

    @Test
    void aMisalignedAccessIsRefused() {
        for (int offset = 1; offset < 8; offset++) {
            int at = offset;
            if (offset % 2 != 0) {
                assertThrows(AlignmentException.class, () -> space.read16(at));
                assertThrows(AlignmentException.class, () -> space.write16(at, 0));
            }
            if (offset % 4 != 0) {
                assertThrows(AlignmentException.class, () -> space.read32(at));
                assertThrows(AlignmentException.class, () -> space.write32(at, 0));
            }
            assertThrows(AlignmentException.class, () -> space.read64(at));
            assertThrows(AlignmentException.class, () -> space.write64(at, 0));
        }
        assertEquals("offset 0x2 of test:recorder is no multiple of the access width, 4 bytes",
                assertThrows(AlignmentException.class, () -> space.read32(2)).getMessage());
        assertEquals(List.of(), space.accesses);
    }

    @Test
    void aWidthThatTheSpaceLacksIsRefused() {
        CalledRegisterSpace only32 = ones(4, Presence.ALWAYS);
        assertEquals(-1, only32.read32(0));
        only32.write32(0, 1);
        assertEquals("offset 0x8 of test:ones has no accesses of 8 bits",
                assertThrows(WidthException.class, () -> only32.read8(8)).getMessage());
        assertThrows(WidthException.class, () -> only32.write8(0, 0));
        assertThrows(WidthException.class, () -> only32.read16(0));
        assertThrows(WidthException.class, () -> only32.write16(0, 0));
        assertThrows(WidthException.class, () -> only32.read64(0));
        assertThrows(WidthException.class, () -> only32.write64(0, 0));
    }

    @Test
    void onlyTheLowBytesOfAnAnswerCount() {
        CalledRegisterSpace ones = ones(15, Presence.ALWAYS);
        assertEquals(0xFF, ones.read8(0));
        assertEquals(0xFFFF, ones.read16(0));
        assertEquals(-1, ones.read32(0));
        assertEquals(-1L, ones.read64(0));
    }

    @Test
    void onlyTheLowBytesOfAValueAreWritten() {
        space.write8(0, 0x1234_5678);
        space.write16(2, 0x1234_5678);
        space.write32(4, -2);
        assertEquals(List.of("write8 0x0 0x78", "write16 0x2 0x5678", "write32 0x4 0xfffffffe"), space.accesses);
    }

    @Test
    void allOnesFromADeviceThatIsGoneAreNoData() {
        CalledRegisterSpace gone = ones(15, () -> Presence.State.REMOVED);
        assertEquals(
                "offset 0x10 of test:ones is gone: the device was removed, and all-ones is what an empty slot answers",
                assertThrows(DeviceRemovedException.class, () -> gone.read32(0x10)).getMessage());
        assertThrows(DeviceRemovedException.class, () -> gone.read8(0));
        assertThrows(DeviceRemovedException.class, () -> gone.read16(0));
        assertThrows(DeviceRemovedException.class, () -> gone.read64(0));
    }

    @Test
    void allOnesFromABrokenBusAreNoData() {
        CalledRegisterSpace broken = ones(15, () -> Presence.State.BUS_ERROR);
        assertThrows(BusErrorException.class, () -> broken.read32(0x10));
    }

    @Test
    void whoIsPresentIsAskedOnlyWhenAllOnesCome() {
        AtomicInteger asked = new AtomicInteger();
        CalledRegisterSpace counting = new CalledRegisterSpace("test:counting", 64, 15, () -> {
            asked.incrementAndGet();
            return Presence.State.PRESENT;
        }) {
            @Override
            protected long read(long offset, int width) {
                return offset == 0 ? -1 : 0xFFFF_FFFEL;
            }

            @Override
            protected void write(long offset, int width, long value) {}
        };
        assertEquals(-2, counting.read32(4));
        assertEquals(0, asked.get());
        assertEquals(-1, counting.read32(0));
        assertEquals(1, asked.get());
    }

    private void refusedForEveryWidth(Class<? extends HardwareException> type, long offset) {
        assertThrows(type, () -> space.read8(offset));
        assertThrows(type, () -> space.read16(offset));
        assertThrows(type, () -> space.read32(offset));
        assertThrows(type, () -> space.read64(offset));
        assertThrows(type, () -> space.write8(offset, 0));
        assertThrows(type, () -> space.write16(offset, 0));
        assertThrows(type, () -> space.write32(offset, 0));
        assertThrows(type, () -> space.write64(offset, 0));
        assertThrows(type, () -> space.read32Relaxed(offset));
        assertThrows(type, () -> space.write32Relaxed(offset, 0));
        assertEquals(List.of(), space.accesses);
    }
}
