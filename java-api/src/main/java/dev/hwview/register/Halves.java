// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

/**
 * How a 64-bit register is accessed: whole, or as two 32-bit halves, and then which half goes first. Many devices act
 * when the second half arrives, so the order is part of the data sheet (Linux: {@code lo_hi_writeq},
 * {@code hi_lo_writeq}). The low half is at the lower offset.
 */
public enum Halves {
    /** One 64-bit access. */
    WHOLE {
        @Override
        long read(RegisterSpace space, long offset) {
            return space.read64(offset);
        }

        @Override
        long readRelaxed(RegisterSpace space, long offset) {
            return space.read64Relaxed(offset);
        }

        @Override
        void write(RegisterSpace space, long offset, long value) {
            space.write64(offset, value);
        }

        @Override
        void writeRelaxed(RegisterSpace space, long offset, long value) {
            space.write64Relaxed(offset, value);
        }
    },

    /** Two 32-bit accesses, the low half first. */
    LOW_HIGH {
        @Override
        long readRelaxed(RegisterSpace space, long offset) {
            long low = Integer.toUnsignedLong(space.read32Relaxed(offset));
            return low | (long) space.read32Relaxed(offset + Integer.BYTES) << Integer.SIZE;
        }

        @Override
        long read(RegisterSpace space, long offset) {
            long low = Integer.toUnsignedLong(space.read32Relaxed(offset));
            return low | (long) space.read32(offset + Integer.BYTES) << Integer.SIZE;
        }

        @Override
        void write(RegisterSpace space, long offset, long value) {
            space.write32(offset, (int) value);
            space.write32Relaxed(offset + Integer.BYTES, (int) (value >>> Integer.SIZE));
        }

        @Override
        void writeRelaxed(RegisterSpace space, long offset, long value) {
            space.write32Relaxed(offset, (int) value);
            space.write32Relaxed(offset + Integer.BYTES, (int) (value >>> Integer.SIZE));
        }
    },

    /** Two 32-bit accesses, the high half first. */
    HIGH_LOW {
        @Override
        long readRelaxed(RegisterSpace space, long offset) {
            long high = (long) space.read32Relaxed(offset + Integer.BYTES) << Integer.SIZE;
            return high | Integer.toUnsignedLong(space.read32Relaxed(offset));
        }

        @Override
        long read(RegisterSpace space, long offset) {
            long high = (long) space.read32Relaxed(offset + Integer.BYTES) << Integer.SIZE;
            return high | Integer.toUnsignedLong(space.read32(offset));
        }

        @Override
        void write(RegisterSpace space, long offset, long value) {
            space.write32(offset + Integer.BYTES, (int) (value >>> Integer.SIZE));
            space.write32Relaxed(offset, (int) value);
        }

        @Override
        void writeRelaxed(RegisterSpace space, long offset, long value) {
            space.write32Relaxed(offset + Integer.BYTES, (int) (value >>> Integer.SIZE));
            space.write32Relaxed(offset, (int) value);
        }
    };

    abstract long read(RegisterSpace space, long offset);

    abstract long readRelaxed(RegisterSpace space, long offset);

    abstract void write(RegisterSpace space, long offset, long value);

    abstract void writeRelaxed(RegisterSpace space, long offset, long value);
}
