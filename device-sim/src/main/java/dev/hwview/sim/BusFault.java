// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.sim.internal.ffm.devsim_fault;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Something that a driver got wrong, and that did not happen.
 *
 * @param time of the device's clock
 * @param kind what it was
 * @param address the I/O virtual address, or the offset in the register region
 * @param length in bytes
 * @param detail one line
 */
public record BusFault(Duration time, Kind kind, long address, long length, String detail) {
    /** What a driver can get wrong; in devsim.h's order. */
    public enum Kind {
        /** DMA to an address that is not mapped, or not for its whole length. */
        IOMMU_UNMAPPED,
        /** DMA against the mapping's direction. */
        IOMMU_PERMISSION,
        /** An address wider than the device can drive. */
        DMA_MASK,
        /** A locked access to a register. */
        ACCESS_LOCKED,
        /** A vector access to a register. */
        ACCESS_VECTOR,
        /** An access across a page, or not aligned. */
        ACCESS_STRADDLE,
        /** A width that the register does not answer. */
        ACCESS_WIDTH,
        /** A read of a write-only or a write of a read-only register. */
        ACCESS_POLICY,
        /** Another rule of the device. */
        MODEL
    }

    private static final Kind[] KINDS = Kind.values();

    static BusFault of(MemorySegment entry) {
        return new BusFault(Duration.ofNanos(devsim_fault.time(entry)), KINDS[devsim_fault.kind(entry)],
                devsim_fault.address(entry), devsim_fault.length(entry), devsim_fault.detail(entry).getString(0));
    }

    @Override
    public String toString() {
        return kind + " at 0x" + Long.toHexString(address) + ", " + length + " bytes"
                + (detail.isEmpty() ? "" : ": " + detail);
    }
}
