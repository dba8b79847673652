// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import dev.hwview.device.Device;
import dev.hwview.fault.AlignmentException;
import dev.hwview.fault.OffsetException;
import dev.hwview.fault.WidthException;
import dev.hwview.register.Register16;
import dev.hwview.register.Register32;
import dev.hwview.register.Register64;
import dev.hwview.register.Register8;
import dev.hwview.register.RegisterMap;
import dev.hwview.register.RegisterView;
import dev.hwview.view.MemoryView;
import dev.hwview.view.ReleasedViewException;
import dev.hwview.view.Slice;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On pages that trap: one element is one access, of that width, in order. */
class RegisterViewTest {
    private final Device device = Simulation.open(RegisterMap.of("table",
            Register32.at("A", 0), Register32.at("B", 4), Register32.at("C", 8), Register32.at("D", 12),
            Register8.at("E", 16), Register8.at("F", 17), Register16.at("G", 18), Register16.at("H", 20),
            Register64.at("I", 24), Register64.at("J", 32)));
    private final BusTrace trace = Simulation.of(device).trace();
    private final RegisterView words = RegisterView.of(device.registers(), 0, 4, 4);

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void anElementIsOneAccess() {
        words.set(1, 0xffff_ffffL);
        assertEquals(0xffff_ffffL, words.get(-3));
        RegisterView.of(device.registers(), 16, 2, 1).set(1, 0x80);
        RegisterView.of(device.registers(), 18, 2, 2).get(0);
        RegisterView.of(device.registers(), 24, 2, 8).set(-1, -2);
        trace.assertExactly(BusAccess.write32(4, -1), BusAccess.read32(4, -1), BusAccess.write8(17, 0x80),
                BusAccess.read16(18, 0), BusAccess.write64(32, -2));
    }

    @Test
    void allElementsAreOneAccessEachInOrder() {
        int[] values = {1, -2, 3, -4};
        words.copyFrom(MemoryView.of(values));
        int[] back = new int[4];
        words.slice(Slice.all().by(-1)).copyTo(MemoryView.of(back));
        assertArrayEquals(new int[] {-4, 3, -2, 1}, back);
        assertArrayEquals(new long[] {1, 3}, words.slice(Slice.all().by(2)).toLongArray());
        trace.assertExactly(BusAccess.write32(0, 1), BusAccess.write32(4, -2), BusAccess.write32(8, 3),
                BusAccess.write32(12, -4), BusAccess.read32(12, -4), BusAccess.read32(8, 3), BusAccess.read32(4, -2),
                BusAccess.read32(0, 1), BusAccess.read32(0, 1), BusAccess.read32(8, 3));
    }

    @Test
    void theOrderOfBytesInMemoryIsTheViews() {
        byte[] bytes = new byte[8];
        words.slice(0, 2).copyFrom(MemoryView.of(new byte[] {0, 0, 0, 1, 0, 0, 0, 2}).as(">I"));
        words.slice(0, 2).copyTo(MemoryView.of(bytes).cast("I"));
        assertArrayEquals(new byte[] {1, 0, 0, 0, 2, 0, 0, 0}, bytes);
    }

    @Test
    void whatIsRefusedAccessesNothing() {
        MemoryView released = MemoryView.of(new int[4]);
        released.release();
        assertThrows(OffsetException.class, () -> words.get(4));
        assertThrows(OffsetException.class, () -> words.set(-5, 0));
        assertThrows(OffsetException.class, () -> RegisterView.of(device.registers(), 0, 1L << 62, 4));
        assertThrows(OffsetException.class, () -> RegisterView.of(device.registers(), -4, 1, 4));
        assertThrows(AlignmentException.class, () -> RegisterView.of(device.registers(), 2, 1, 4));
        assertThrows(WidthException.class, () -> RegisterView.of(device.registers(), 0, 1, 3));
        assertThrows(WidthException.class, () -> words.copyTo(MemoryView.of(new int[5])));
        assertThrows(WidthException.class, () -> words.copyTo(MemoryView.of(new int[4]).toReadOnly()));
        assertThrows(WidthException.class, () -> words.copyFrom(MemoryView.of(new float[4])));
        assertThrows(WidthException.class, () -> words.copyFrom(MemoryView.of(new long[2])));
        assertThrows(ReleasedViewException.class, () -> words.copyFrom(released));
        assertEquals("4 registers of 4 bytes of " + device.registers().name() + ", from 0x0 by 4", words.toString());
        assertEquals(List.of(), trace.accesses());
    }

    @Test
    void elementsAllocateNothing() {
        Simulation.of(device).trace().enabled(false);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = IntStream.range(0, 5).mapToLong(round -> {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 5000; i++) {
                words.set(i & 3, words.get(i + 1 & 3));
            }
            return threads.getCurrentThreadAllocatedBytes() - before;
        }).min().orElseThrow();
        assertEquals(0, least);
    }
}
