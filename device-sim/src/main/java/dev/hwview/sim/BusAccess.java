// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

/**
 * One register access as a device sees it, to be compared with what a driver was meant to do.
 *
 * @param kind {@link Transaction.Kind#READ} or {@link Transaction.Kind#WRITE}
 * @param width in bits
 * @param offset in bytes
 * @param value zero-extended
 */
public record BusAccess(Transaction.Kind kind, int width, long offset, long value) {
    /**
     * An 8-bit read.
     *
     * @param offset in bytes
     * @param value that the device answered
     * @return the access
     */
    public static BusAccess read8(long offset, int value) {
        return new BusAccess(Transaction.Kind.READ, 8, offset, value & 0xFFL);
    }

    /**
     * A 16-bit read.
     *
     * @param offset in bytes
     * @param value that the device answered
     * @return the access
     */
    public static BusAccess read16(long offset, int value) {
        return new BusAccess(Transaction.Kind.READ, 16, offset, value & 0xFFFFL);
    }

    /**
     * A 32-bit read.
     *
     * @param offset in bytes
     * @param value that the device answered
     * @return the access
     */
    public static BusAccess read32(long offset, int value) {
        return new BusAccess(Transaction.Kind.READ, 32, offset, Integer.toUnsignedLong(value));
    }

    /**
     * A 64-bit read.
     *
     * @param offset in bytes
     * @param value that the device answered
     * @return the access
     */
    public static BusAccess read64(long offset, long value) {
        return new BusAccess(Transaction.Kind.READ, 64, offset, value);
    }

    /**
     * An 8-bit write.
     *
     * @param offset in bytes
     * @param value written
     * @return the access
     */
    public static BusAccess write8(long offset, int value) {
        return new BusAccess(Transaction.Kind.WRITE, 8, offset, value & 0xFFL);
    }

    /**
     * A 16-bit write.
     *
     * @param offset in bytes
     * @param value written
     * @return the access
     */
    public static BusAccess write16(long offset, int value) {
        return new BusAccess(Transaction.Kind.WRITE, 16, offset, value & 0xFFFFL);
    }

    /**
     * A 32-bit write.
     *
     * @param offset in bytes
     * @param value written
     * @return the access
     */
    public static BusAccess write32(long offset, int value) {
        return new BusAccess(Transaction.Kind.WRITE, 32, offset, Integer.toUnsignedLong(value));
    }

    /**
     * A 64-bit write.
     *
     * @param offset in bytes
     * @param value written
     * @return the access
     */
    public static BusAccess write64(long offset, long value) {
        return new BusAccess(Transaction.Kind.WRITE, 64, offset, value);
    }

    @Override
    public String toString() {
        return (kind == Transaction.Kind.READ ? "read" : "write") + width + "(0x" + Long.toHexString(offset)
                + ", 0x" + Long.toHexString(value) + ")";
    }
}
