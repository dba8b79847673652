// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static dev.hwview.sim.BusAccess.read32;
import static dev.hwview.sim.BusAccess.read64;
import static dev.hwview.sim.BusAccess.write32;
import static dev.hwview.sim.BusAccess.write64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.device.Device;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.junit.Simulated;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Simulated(value = "edu", nanosPerAccess = 10)
class BusTraceTest {
    @Test
    void accessesAreInTheOrderOfTheProgram(Device device, BusTrace trace) {
        RegisterSpace bar = device.registers();
        EduBar.LIVENESS.write(bar, 0x1234_5678);
        EduBar.ID.read(bar);
        EduBar.LIVENESS.read(bar);
        EduBar.DMA_SOURCE.write(bar, 0x8000_0000_0000_0001L);
        EduBar.DMA_SOURCE.read(bar);
        trace.assertExactly(write32(4, 0x1234_5678), read32(0, EduBar.IDENTITY), read32(4, ~0x1234_5678),
                write64(0x80, 0x8000_0000_0000_0001L), read64(0x80, 0x8000_0000_0000_0001L));
    }

    @Test
    void aTransactionSaysWhenAndByWhom(Device device, BusTrace trace) throws Exception {
        EduBar.ID.read(device.registers());
        Thread other = new Thread(() -> EduBar.ID.read(device.registers()));
        other.start();
        other.join();
        List<Transaction> both = trace.transactions();
        assertEquals(List.of(0L, 1L), both.stream().map(Transaction::sequence).toList());
        assertEquals(List.of(0L, 10L), both.stream().map(t -> t.time().toNanos()).toList());
        assertTrue(both.get(0).thread() != both.get(1).thread());
        assertFalse(both.get(0).locked() || both.get(0).vector());
    }

    @Test
    void clearForgetsAndTheSequenceGoesOn(Device device, BusTrace trace) {
        EduBar.ID.read(device.registers());
        trace.clear();
        assertEquals(0, trace.count());
        assertEquals(List.of(), trace.transactions());
        EduBar.ID.read(device.registers());
        assertEquals(1, trace.transactions().getFirst().sequence());
    }

    @Test
    void nothingIsTracedWhileItIsOff(Device device, BusTrace trace) {
        trace.enabled(false);
        EduBar.ID.read(device.registers());
        trace.enabled(true);
        EduBar.LIVENESS.read(device.registers());
        trace.assertExactly(read32(4, 0));
    }

    @Test
    void afterAnOverflowTheNewestAreThereAndTheLossIsTold(Device device, BusTrace trace) {
        RegisterSpace bar = device.registers();
        int more = 5;
        for (int i = 0; i < BusTrace.CAPACITY + more; i++) {
            EduBar.LIVENESS.write(bar, i);
        }
        assertEquals(BusTrace.CAPACITY + more, trace.count());
        assertEquals(more, trace.lost());
        List<BusAccess> held = trace.accesses();
        assertEquals(BusTrace.CAPACITY, held.size());
        assertEquals(write32(4, more), held.getFirst());
        assertEquals(write32(4, BusTrace.CAPACITY + more - 1), held.getLast());
        assertEquals("the bus trace lost 5 transactions",
                assertThrows(AssertionError.class, () -> trace.assertExactly()).getMessage());
        trace.clear();
        assertEquals(0, trace.lost());
    }

    @Test
    void assertExactlyShowsBothSidesAndMarksWhereTheyDiffer(Device device, BusTrace trace) {
        EduBar.ID.read(device.registers());
        EduBar.LIVENESS.write(device.registers(), 7);
        AssertionError error = assertThrows(AssertionError.class,
                () -> trace.assertExactly(read32(0, EduBar.IDENTITY), write32(4, 8), read32(4, 1)));
        List<String> lines = error.getMessage().lines().toList();
        assertEquals("the bus saw other accesses", lines.get(0));
        assertEquals(List.of("   expected actual", "   read32(0x0, 0x10000ed) read32(0x0, 0x10000ed)",
                ">  write32(0x4, 0x8) write32(0x4, 0x7)", ">  read32(0x4, 0x1) -"),
                lines.stream().skip(1).map(line -> line.substring(0, 3) + line.substring(3).replaceAll(" {2,}", " "))
                        .toList());
    }

    @Test
    void assertExactlyWantsNoMoreAccessesThanExpected(Device device, BusTrace trace) {
        EduBar.ID.read(device.registers());
        EduBar.ID.read(device.registers());
        assertThrows(AssertionError.class, () -> trace.assertExactly(read32(0, EduBar.IDENTITY)));
        assertThrows(AssertionError.class, () -> trace.assertExactly());
    }

    @Test
    void dmaAndInterruptsAreTransactionsButNoAccesses(Device device, BusTrace trace, SimulatedClock clock) {
        var memory = device.dma().allocate(4096);
        EduBar.startDma(device.registers(), memory.iova(), EduBar.BUFFER, 100, EduBar.TO_BUFFER);
        clock.advance(Duration.ofSeconds(1));
        Transaction dma = trace.transactions().getLast();
        assertEquals(Transaction.Kind.DMA_READ, dma.kind());
        assertEquals(memory.iova(), dma.offset());
        assertEquals(100, dma.value());
        assertEquals("device reads 100 bytes at 0x1000", dma.toString());
        assertEquals(4, trace.accesses().size());
    }

    /** While the device runs, a reader never gets a transaction that is half written or out of order. */
    @Test
    void itCanBeReadWhileTheDeviceRuns(Device device, BusTrace trace) throws Exception {
        RegisterSpace bar = device.registers();
        Thread writer = new Thread(() -> IntStream.range(0, 3 * BusTrace.CAPACITY)
                .forEach(i -> EduBar.LIVENESS.write(bar, i)));
        writer.start();
        do {
            List<Transaction> seen = trace.transactions();
            for (int i = 0; i < seen.size(); i++) {
                assertEquals(seen.getFirst().sequence() + i, seen.get(i).sequence());
                assertEquals(seen.get(i).sequence(), seen.get(i).value());
            }
        } while (writer.isAlive());
        writer.join();
    }

    @Test
    void aTransactionPrintsAsItsAccess(Device device, BusTrace trace) {
        EduBar.LIVENESS.write(device.registers(), 0xAB);
        assertTrue(trace.toString().contains("write32(0x4, 0xab)"), trace::toString);
        assertEquals("write32(0x4, 0xab)", trace.transactions().getFirst().toString());
    }
}
