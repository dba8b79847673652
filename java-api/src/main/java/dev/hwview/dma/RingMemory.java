// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Every access to memory that a ring makes, and every fence. Little-endian. A test puts a recorder in its place, and
 * what it records is what the model checker works on; where no recorder is loaded, calls of this class are calls of no
 * class.
 */
class RingMemory {
    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** Aligned, as a word that two parties use has to be. */
    private static final VarHandle SHARED = JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

    private final MemorySegment segment;

    RingMemory(MemorySegment segment) {
        this.segment = segment;
    }

    /** Fills it with zeros. */
    void clear() {
        segment.fill((byte) 0);
    }

    byte getByte(long offset) {
        return segment.get(JAVA_BYTE, offset);
    }

    short getShort(long offset) {
        return segment.get(SHORT, offset);
    }

    int getInt(long offset) {
        return segment.get(INT, offset);
    }

    long getLong(long offset) {
        return segment.get(LONG, offset);
    }

    void setByte(long offset, byte value) {
        segment.set(JAVA_BYTE, offset, value);
    }

    void setShort(long offset, short value) {
        segment.set(SHORT, offset, value);
    }

    void setInt(long offset, int value) {
        segment.set(INT, offset, value);
    }

    void setLong(long offset, long value) {
        segment.set(LONG, offset, value);
    }

    /** Reads a word that the device may write at this moment: once, and whole. */
    int getShared(long offset) {
        return (int) SHARED.getOpaque(segment, offset);
    }

    /** Writes a word that the device may read at this moment: once, and whole. */
    void setShared(long offset, int value) {
        SHARED.setOpaque(segment, offset, value);
    }

    /** See {@link Fences#acquire}. */
    void acquire() {
        Fences.acquire();
    }

    /** See {@link Fences#release}. */
    void release() {
        Fences.release();
    }
}
