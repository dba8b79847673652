// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Items in memory: little-endian, wherever they lie. */
final class Memory {
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private Memory() {}

    /** Reads an item as {@link ItemKind} describes it. */
    static long load(Format format, MemorySegment segment, long offset) {
        return switch (format.letter()) {
            case 'b' -> segment.get(BYTE, offset);
            case 'B', 'c' -> Byte.toUnsignedLong(segment.get(BYTE, offset));
            case '?' -> segment.get(BYTE, offset) == 0 ? 0 : 1;
            case 'h' -> segment.get(SHORT, offset);
            case 'H' -> Short.toUnsignedLong(segment.get(SHORT, offset));
            case 'i' -> segment.get(INT, offset);
            case 'I' -> Integer.toUnsignedLong(segment.get(INT, offset));
            case 'e' -> Double.doubleToRawLongBits(Float.float16ToFloat(segment.get(SHORT, offset)));
            case 'f' -> Double.doubleToRawLongBits(segment.get(FLOAT, offset));
            default -> segment.get(LONG, offset);
        };
    }

    /** Writes an item as {@link ItemKind} describes it. */
    static void store(Format format, MemorySegment segment, long offset, long bits) {
        switch (format.letter()) {
            case 'b', 'B', 'c', '?' -> segment.set(BYTE, offset, (byte) bits);
            case 'h', 'H' -> segment.set(SHORT, offset, (short) bits);
            case 'i', 'I' -> segment.set(INT, offset, (int) bits);
            case 'e' -> segment.set(SHORT, offset, Half.bits(Double.longBitsToDouble(bits)));
            case 'f' -> segment.set(FLOAT, offset, (float) Double.longBitsToDouble(bits));
            default -> segment.set(LONG, offset, bits);
        }
    }
}
