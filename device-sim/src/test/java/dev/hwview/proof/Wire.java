// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.Halves;
import dev.hwview.register.Register;
import dev.hwview.register.Register64;

/**
 * How a register's value crosses the bus.
 *
 * @param offset of the register
 * @param width of the register in bytes
 * @param halves in one access or two
 */
record Wire(long offset, int width, Halves halves) {
    /** What registers hold to begin with: every byte differs, so that a narrowed or misplaced access shows. */
    static final long HELD = 0x8182_8384_8586_8788L;

    static Wire of(Register register) {
        return new Wire(register.offset(), register.width() / Byte.SIZE,
                register instanceof Register64 wide ? wide.halves() : Halves.WHOLE);
    }

    /** All its bits. */
    long ones() {
        return -1L >>> Long.SIZE - width * Byte.SIZE;
    }

    /** {@link #HELD}, as far as it fits. */
    long held() {
        return HELD & ones();
    }

    /** Expects a read that answers {@code value}. */
    void read(Tape tape, long value) {
        cross(tape, Tape.READ, value & ones());
    }

    /** Expects a write. */
    void write(Tape tape, long value) {
        cross(tape, Tape.WRITE, value & ones());
    }

    private void cross(Tape tape, int direction, long value) {
        switch (halves) {
            case WHOLE -> tape.expect(direction, offset, width, value);
            case LOW_HIGH -> {
                low(tape, direction, value);
                high(tape, direction, value);
            }
            case HIGH_LOW -> {
                high(tape, direction, value);
                low(tape, direction, value);
            }
        }
    }

    private void low(Tape tape, int direction, long value) {
        tape.expect(direction, offset, Integer.BYTES, value & 0xFFFF_FFFFL);
    }

    private void high(Tape tape, int direction, long value) {
        tape.expect(direction, offset + Integer.BYTES, Integer.BYTES, value >>> Integer.SIZE);
    }
}
