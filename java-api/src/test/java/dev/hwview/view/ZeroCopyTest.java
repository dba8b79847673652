// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ZeroCopyTest {
    private static final int SIZE = 100_000;

    private final MemoryView view = MemoryView.of(new byte[SIZE]);
    private Object kept;

    @Test
    void slicesAreNoCopies() {
        ZeroCopy.Report report = ZeroCopy.verify(50, () -> kept = view.slice(10, 90_010).cast("i").getInt(7));
        assertTrue(report.isZeroCopy());
        report.assertNoCopy().assertAllocatesAtMost(2_000);
        assertEquals(0, report.copiedBytes());
    }

    @Test
    void readingAllocatesNothing() {
        MemoryView ints = view.cast("i");
        long[] sum = new long[1];
        ZeroCopy.verify(50, () -> {
            for (int i = 0; i < ints.length(); i++) {
                sum[0] += ints.getInt(i);
            }
        }).assertNoCopy().assertAllocatesAtMost(0);
    }

    @Test
    void aCopyIsFoundWithItsLine() {
        ZeroCopy.Report report = ZeroCopy.verify(() -> kept = view.slice(0, 1000).toBytes());
        assertFalse(report.isZeroCopy());
        ZeroCopy.Copied copied = report.copies().getFirst();
        assertEquals("toBytes", copied.operation());
        assertEquals("B [1000] by [1]", copied.view());
        assertEquals(1000, copied.bytes());
        assertTrue(copied.where().matches("dev\\.hwview\\.view\\.ZeroCopyTest\\.lambda.*:\\d+"), copied.where());
        AssertionError error = assertThrows(AssertionError.class, report::assertNoCopy);
        assertTrue(error.getMessage().contains("toBytes  1000 bytes  dev.hwview.view.ZeroCopyTest"),
                error.getMessage());
    }

    @Test
    void allWaysOutAreCopies() {
        record Way(String name, Runnable code) {}
        MemoryView ints = view.cast("i");
        MemoryView square = view.slice(0, 10_000).cast("B", 100, 100);
        for (Way way : new Way[] {new Way("hex", view::hex), new Way("toList", view::toList),
            new Way("toIntArray", ints::toIntArray), new Way("toObject", view::toObject),
            new Way("toBytes", () -> view.toBytes(Order.F)), new Way("contentHash", this::hash),
            new Way("assign", () -> square.assign(square.transpose())),
            new Way("set", () -> view.set(Slice.all().by(2), view.slice(0, SIZE / 2)))}) {
            assertEquals(way.name, ZeroCopy.verify(way.code).copies().getFirst().operation());
        }
    }

    private void hash() {
        MemoryView.of(view.asSegment().asReadOnly()).slice(Slice.all().by(2)).contentHash();
    }

    @Test
    void whatIsAllocatedOtherwiseIsCounted() {
        ZeroCopy.Report report = ZeroCopy.verify(5, () -> kept = new byte[SIZE]);
        assertTrue(report.isZeroCopy());
        assertTrue(report.allocated() >= SIZE && report.allocated() < SIZE + 100, report.toString());
        assertThrows(AssertionError.class, () -> report.assertAllocatesAtMost(SIZE - 1));
        assertEquals(0, ZeroCopy.verify(5, () -> { }).allocated());
    }

    @Test
    void exceptionsGoOnAndNothingIsLeftBehind() {
        assertThrows(ViewIndexException.class, () -> ZeroCopy.verify(() -> view.getByte(SIZE)));
        assertThrows(IllegalStateException.class, () -> ZeroCopy.verify(() -> ZeroCopy.verify(() -> { })));
        assertEquals(0, ZeroCopy.verify(5, () -> { }).allocated());
    }
}
