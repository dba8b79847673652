// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.RegisterSpace;

/** A method that reads a register into an {@code int}. */
@FunctionalInterface
interface IntRead {
    int read(RegisterSpace space);

    /** What a caller does with the value: each invites the compiler to read less than was asked for. */
    enum Pattern implements CallerPattern {
        DISCARDS(1, (r, s) -> {
            r.read(s);
            return 0;
        }),
        USES(1, (r, s) -> r.read(s)),
        MASKS_8(1, (r, s) -> r.read(s) & 0xFF),
        MASKS_16(1, (r, s) -> r.read(s) & 0xFFFF),
        CASTS_TO_BYTE(1, (r, s) -> (byte) r.read(s)),
        CASTS_TO_SHORT(1, (r, s) -> (short) r.read(s)),
        SHIFTS_AND_MASKS(1, (r, s) -> r.read(s) >>> 8 & 0xFF),
        COMPARES(1, (r, s) -> (r.read(s) & 0xFF) == 0x88 ? 3 : 5),
        TESTS_A_FLAG(1, (r, s) -> (r.read(s) & 8) != 0 ? 3 : 5),
        DISCARDS_4(4, (r, s) -> {
            for (int k = 0; k < 4; k++) {
                r.read(s);
            }
            return 0;
        }),
        MASKS_4(4, (r, s) -> (r.read(s) & 0xFF) + (r.read(s) & 0xFF) + (r.read(s) & 0xFFFF) + (r.read(s) >> 24));

        private final int reads;
        private final Use use;

        Pattern(int reads, Use use) {
            this.reads = reads;
            this.use = use;
        }

        /** How many reads it is. */
        int reads() {
            return reads;
        }

        Action on(IntRead read) {
            return new Reading(use, read);
        }
    }

    /** A caller. */
    @FunctionalInterface
    interface Use {
        int apply(IntRead read, RegisterSpace space);
    }

    /** One caller of one method. */
    record Reading(Use use, IntRead read) implements Action.OfInt {
        @Override
        public int actInt(RegisterSpace space, int i) {
            return use.apply(read, space);
        }
    }
}
