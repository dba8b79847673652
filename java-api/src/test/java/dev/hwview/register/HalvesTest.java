// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HalvesTest {
    private static final long VALUE = 0x8765_4321_FEDC_BA98L;

    private final RecordingSpace space = new RecordingSpace();

    private static Register64 register(Halves halves) {
        return Register64.at("R", 0x10, Access.RW, halves);
    }

    @Test
    void wholeIsOneAccess() {
        checkReads(Halves.WHOLE, "read64 0x10");
        checkWrites(Halves.WHOLE, "write64 0x10 0x87654321fedcba98");
    }

    @Test
    void lowHighReadsAndWritesTheLowHalfFirst() {
        checkReads(Halves.LOW_HIGH, "read32 0x10", "read32 0x14");
        checkWrites(Halves.LOW_HIGH, "write32 0x10 0xfedcba98", "write32 0x14 0x87654321");
    }

    @Test
    void highLowReadsAndWritesTheHighHalfFirst() {
        checkReads(Halves.HIGH_LOW, "read32 0x14", "read32 0x10");
        checkWrites(Halves.HIGH_LOW, "write32 0x14 0x87654321", "write32 0x10 0xfedcba98");
    }

    @Test
    void onlyTheFirstHalfOfAnOrderedWriteIsOrdered() {
        OrderSpace order = new OrderSpace();
        register(Halves.LOW_HIGH).write(order, VALUE);
        register(Halves.HIGH_LOW).write(order, VALUE);
        assertEquals("ordered 0x10, relaxed 0x14, ordered 0x14, relaxed 0x10", String.join(", ", order.accesses));
    }

    @Test
    void onlyTheLastHalfOfAnOrderedReadIsOrdered() {
        OrderSpace order = new OrderSpace();
        register(Halves.LOW_HIGH).read(order);
        register(Halves.HIGH_LOW).read(order);
        assertEquals("relaxed 0x10, ordered 0x14, relaxed 0x14, ordered 0x10", String.join(", ", order.accesses));
    }

    @Test
    void noHalfOfARelaxedAccessIsOrdered() {
        OrderSpace order = new OrderSpace();
        for (Halves halves : List.of(Halves.LOW_HIGH, Halves.HIGH_LOW)) {
            register(halves).readRelaxed(order);
            register(halves).writeRelaxed(order, VALUE);
        }
        assertEquals(8, order.accesses.stream().filter(a -> a.startsWith("relaxed")).count());
    }

    private void checkReads(Halves halves, String... accesses) {
        space.holding(0x10, 8, VALUE);
        assertEquals(VALUE, register(halves).read(space));
        assertEquals(List.of(accesses), space.accesses);
        space.accesses.clear();
        assertEquals(VALUE, register(halves).readRelaxed(space));
        assertEquals(List.of(accesses), space.accesses);
        space.accesses.clear();
    }

    private void checkWrites(Halves halves, String... accesses) {
        register(halves).write(space, VALUE);
        assertEquals(List.of(accesses), space.accesses);
        space.accesses.clear();
        register(halves).writeRelaxed(space, VALUE);
        assertEquals(List.of(accesses), space.accesses);
        assertEquals(VALUE, space.held(0x10, 8));
    }

    /** Tells ordered accesses of 32 bits from relaxed ones. */
    private static final class OrderSpace extends RegisterSpace {
        final List<String> accesses = new ArrayList<>();

        OrderSpace() {
            super("test:order", 256);
        }

        private int note(String order, long offset) {
            accesses.add(order + " 0x" + Long.toHexString(offset));
            return 0;
        }

        @Override
        public int read32(long offset) {
            return note("ordered", offset);
        }

        @Override
        public int read32Relaxed(long offset) {
            return note("relaxed", offset);
        }

        @Override
        public void write32(long offset, int value) {
            note("ordered", offset);
        }

        @Override
        public void write32Relaxed(long offset, int value) {
            note("relaxed", offset);
        }

        @Override
        public int read8(long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read16(long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read64(long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write8(long offset, int value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write16(long offset, int value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write64(long offset, long value) {
            throw new UnsupportedOperationException();
        }
    }
}
