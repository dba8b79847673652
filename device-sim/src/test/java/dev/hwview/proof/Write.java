// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.register.RegisterSpace;

/** A method that writes a register. */
@FunctionalInterface
interface Write {
    void write(RegisterSpace space, long value);

    /** A value that differs in every byte and every round. */
    static long value(int i, long ones) {
        return (i + 1) * 0x9E37_79B9_7F4A_7C15L & ones;
    }

    /** What a caller writes, each an invitation to write less often or more at once. */
    enum Pattern implements CallerPattern {
        WRITES(1, 0),
        WRITES_SAME_4(4, 0),
        WRITES_RISING_4(4, 1);

        private final int writes;
        private final int step;

        Pattern(int writes, int step) {
            this.writes = writes;
            this.step = step;
        }

        Action on(Write write, long ones) {
            return new Writing(write, ones, writes, step);
        }

        Expectation on(Wire wire) {
            return (tape, i) -> {
                for (int k = 0; k < writes; k++) {
                    wire.write(tape, value(i, wire.ones()) + (long) k * step);
                }
            };
        }
    }

    /** One caller of one method. */
    record Writing(Write write, long ones, int writes, int step) implements Action {
        @Override
        public long act(RegisterSpace space, int i) {
            long value = value(i, ones);
            for (int k = 0; k < writes; k++) {
                write.write(space, value + (long) k * step & ones);
            }
            return 0;
        }
    }

    /** Neighbours, in ascending order: one wide store would do. */
    record Adjacent(Write a, Write b, Write c, Write d, long ones) implements Action {
        @Override
        public long act(RegisterSpace space, int i) {
            long value = value(i, ones);
            a.write(space, value);
            b.write(space, value);
            c.write(space, value);
            d.write(space, value);
            return 0;
        }
    }

    /** The same value goes back to where it came from, as an acknowledge does. */
    record Back(LongRead read, Write write) implements Action {
        @Override
        public long act(RegisterSpace space, int i) {
            write.write(space, read.read(space));
            return 0;
        }
    }

    /** A doorbell whose write is flushed out by a read that nobody looks at. */
    record Doorbell(Write write, LongRead flush, long ones) implements Action {
        @Override
        public long act(RegisterSpace space, int i) {
            write.write(space, value(i, ones));
            flush.read(space);
            return 0;
        }
    }
}
