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
import java.lang.ref.Reference;
import java.nio.ByteOrder;

/**
 * Every access to memory that a ring makes, and every fence. Little-endian. A test puts a recorder in its place, and
 * what it records is what the model checker works on; where no recorder is loaded, calls of this class are calls of no
 * class.
 *
 * <p>An access is one instruction: it goes to an address in a segment that is a constant, of all there is, and so is
 * checked by nobody else. Two things make that safe. The callers give offsets that lie inside, of slots that there
 * are. And the memory is never freed by hand: it goes when neither the ring nor a mapping refers to it, which {@link
 * #held} holds back until an access is done.
 */
class RingMemory {
    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** Aligned, as a word that two parties use has to be. */
    private static final VarHandle SHARED = JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

    private static final MemorySegment PROCESS = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** What keeps the memory there. */
    private final MemorySegment segment;
    private final long address;

    /**
     * For a ring.
     *
     * @param segment of an automatic arena, or one that is closed after the last access for certain
     */
    RingMemory(MemorySegment segment) {
        this.segment = segment;
        this.address = segment.address();
    }

    /** Fills it with zeros. */
    void clear() {
        segment.fill((byte) 0);
    }

    byte getByte(long offset) {
        byte value = PROCESS.get(JAVA_BYTE, address + offset);
        held();
        return value;
    }

    short getShort(long offset) {
        short value = PROCESS.get(SHORT, address + offset);
        held();
        return value;
    }

    int getInt(long offset) {
        int value = PROCESS.get(INT, address + offset);
        held();
        return value;
    }

    long getLong(long offset) {
        long value = PROCESS.get(LONG, address + offset);
        held();
        return value;
    }

    void setByte(long offset, byte value) {
        PROCESS.set(JAVA_BYTE, address + offset, value);
        held();
    }

    void setShort(long offset, short value) {
        PROCESS.set(SHORT, address + offset, value);
        held();
    }

    void setInt(long offset, int value) {
        PROCESS.set(INT, address + offset, value);
        held();
    }

    void setLong(long offset, long value) {
        PROCESS.set(LONG, address + offset, value);
        held();
    }

    /** Reads a word that the device may write at this moment: once, and whole. */
    int getShared(long offset) {
        int value = (int) SHARED.getOpaque(PROCESS, address + offset);
        held();
        return value;
    }

    /** Writes a word that the device may read at this moment: once, and whole. */
    void setShared(long offset, int value) {
        SHARED.setOpaque(PROCESS, address + offset, value);
        held();
    }

    /** The memory is there until here. */
    private void held() {
        Reference.reachabilityFence(segment);
    }

    /** See {@link Fences#acquire}. */
    void acquire() {
        Fences.acquire();
    }

    /** See {@link Fences#release}. */
    void release() {
        Fences.release();
    }

    /** Memory of somebody else's, which may be closed at any time. */
    static final class Lent extends RingMemory {
        private final MemorySegment lent;

        private Lent(MemorySegment lent) {
            super(lent);
            this.lent = lent;
        }

        /**
         * Makes one, as what it is to its users. If their code named this class as a subclass, the verifier would load
         * it, and each access to any ring's shared words would first ask which one it is.
         */
        static RingMemory of(MemorySegment lent) {
            return new Lent(lent);
        }

        @Override
        int getShared(long offset) {
            return (int) SHARED.getOpaque(lent, offset);
        }
    }
}
