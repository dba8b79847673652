// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.sim.internal.ffm.DevsimNative;
import dev.hwview.sim.internal.ffm.devsim_transaction;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Something that crossed the device's bus.
 *
 * @param sequence 0 for the device's first, then ascending
 * @param time of the device's clock
 * @param kind what it was
 * @param window the register region of a read or write
 * @param offset in the region; for DMA the I/O virtual address
 * @param width in bytes, for a read or write
 * @param value read or written; for DMA the length; for an interrupt the vector
 * @param thread the kernel's id of the thread that did it
 * @param flags DEVSIM_FLAG_... of devsim.h
 */
public record Transaction(long sequence, Duration time, Kind kind, int window, long offset, int width, long value,
        int thread, int flags) {
    /** What crosses a bus. */
    public enum Kind {
        /** The program read a register. */
        READ,
        /** The program wrote a register. */
        WRITE,
        /** The device read memory. */
        DMA_READ,
        /** The device wrote memory. */
        DMA_WRITE,
        /** The device signalled an interrupt. */
        INTERRUPT
    }

    private static final Kind[] KINDS = Kind.values();

    static Transaction of(MemorySegment entry) {
        return new Transaction(devsim_transaction.sequence(entry), Duration.ofNanos(devsim_transaction.time(entry)),
                KINDS[devsim_transaction.kind(entry)], devsim_transaction.window(entry),
                devsim_transaction.offset(entry),
                devsim_transaction.width(entry), devsim_transaction.value(entry), devsim_transaction.thread(entry),
                devsim_transaction.flags(entry));
    }

    /**
     * Whether it is a register access.
     *
     * @return {@code true} for reads and writes
     */
    public boolean isAccess() {
        return kind == Kind.READ || kind == Kind.WRITE;
    }

    /**
     * The access without when and by whom.
     *
     * @return to be compared
     */
    public BusAccess access() {
        return new BusAccess(kind, width * Byte.SIZE, offset, value);
    }

    /**
     * Whether it was a locked read-modify-write, which no device understands.
     *
     * @return {@code true} if so
     */
    public boolean locked() {
        return (flags & DevsimNative.DEVSIM_FLAG_LOCKED()) != 0;
    }

    /**
     * Whether a vector instruction did it.
     *
     * @return {@code true} if so
     */
    public boolean vector() {
        return (flags & DevsimNative.DEVSIM_FLAG_VECTOR()) != 0;
    }

    @Override
    public String toString() {
        return isAccess() ? access() + (locked() ? " locked" : "") + (vector() ? " vector" : "") : switch (kind) {
            case INTERRUPT -> "interrupt " + value;
            case DMA_READ -> "device reads " + value + " bytes at 0x" + Long.toHexString(offset);
            default -> "device writes " + value + " bytes at 0x" + Long.toHexString(offset);
        };
    }
}
