// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

/**
 * I/O addresses that an IOMMU has. Between two such ranges lies what is never translated, such as the place on x86-64
 * that interrupts are written to.
 *
 * @param first the first address
 * @param last the last address, which belongs to it
 */
public record IovaRange(long first, long last) {
    /** All addresses of 63 bits: there are no negative ones here. */
    public static final IovaRange ALL = new IovaRange(0, Long.MAX_VALUE);

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if it begins below 0 or ends before it begins
     */
    public IovaRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no range of I/O addresses: 0x" + Long.toHexString(first) + " to 0x"
                    + Long.toHexString(last));
        }
    }

    /** As the kernel writes it. */
    @Override
    public String toString() {
        return "0x" + Long.toHexString(first) + "-0x" + Long.toHexString(last);
    }
}
