// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Bytes to transfer, and to look at afterwards. */
final class Bytes {
    private Bytes() {}

    static void fill(MemorySegment memory, int seed) {
        for (long i = 0; i < memory.byteSize(); i++) {
            memory.set(ValueLayout.JAVA_BYTE, i, (byte) (i * 7 + seed));
        }
    }

    /** And nothing around it was touched. */
    static void assertCopied(MemorySegment from, MemorySegment to, long at) {
        long length = from.byteSize();
        assertEquals(-1, MemorySegment.mismatch(from, 0, length, to, at, at + length));
        for (long i = 0; i < to.byteSize(); i++) {
            if (i < at || i >= at + length) {
                assertEquals((byte) 0xee, to.get(ValueLayout.JAVA_BYTE, i), "byte " + i);
            }
        }
    }
}
