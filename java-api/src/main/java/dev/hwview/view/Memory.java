// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Numbers of 1 to 8 bytes in memory, wherever they lie. Those without {@code BE} are little-endian. */
final class Memory {
    static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfShort SHORT_BE = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt INT_BE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfLong LONG_BE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Memory() {}

    /**
     * Reads bits.
     *
     * @param size 1, 2, 4 or 8 bytes
     * @return extended with the sign
     */
    static long load(MemorySegment segment, long offset, int size, boolean bigEndian) {
        return switch (size) {
            case Byte.BYTES -> segment.get(BYTE, offset);
            case Short.BYTES -> segment.get(bigEndian ? SHORT_BE : SHORT, offset);
            case Integer.BYTES -> segment.get(bigEndian ? INT_BE : INT, offset);
            default -> segment.get(bigEndian ? LONG_BE : LONG, offset);
        };
    }

    /**
     * Writes bits.
     *
     * @param size 1, 2, 4 or 8 bytes, which take the lowest of the bits
     */
    static void store(MemorySegment segment, long offset, int size, boolean bigEndian, long bits) {
        switch (size) {
            case Byte.BYTES -> segment.set(BYTE, offset, (byte) bits);
            case Short.BYTES -> segment.set(bigEndian ? SHORT_BE : SHORT, offset, (short) bits);
            case Integer.BYTES -> segment.set(bigEndian ? INT_BE : INT, offset, (int) bits);
            default -> segment.set(bigEndian ? LONG_BE : LONG, offset, bits);
        }
    }
}
