// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import dev.hwview.register.CalledRegisterSpace;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;

/** Other implementations of the seam, such as a test's models in Java, in the same process as the mapped one. */
final class Other {
    /** Enough for C2 to compile with what it has seen by then. */
    private static final int WARM = 50_000;

    private Other() {}

    /** Has its class loaded and initialised, no more. */
    static RegisterSpace counter() {
        return new CalledRegisterSpace("counter", Memory.SIZE, Integer.BYTES, Presence.ALWAYS) {
            private long count;

            @Override
            protected long read(long offset, int width) {
                return count++ & 0xffff;
            }

            @Override
            protected void write(long offset, int width, long value) {
                count = value;
            }
        };
    }

    /** One that differs in class only from {@link #counter}, but in a way that no compiler merges. */
    static RegisterSpace latch() {
        return new CalledRegisterSpace("latch", Memory.SIZE, Integer.BYTES, Presence.ALWAYS) {
            private final long[] words = new long[(int) (Memory.SIZE / Integer.BYTES)];

            @Override
            protected long read(long offset, int width) {
                return words[(int) offset / Integer.BYTES];
            }

            @Override
            protected void write(long offset, int width, long value) {
                words[(int) offset / Integer.BYTES] = value;
            }
        };
    }

    /** Puts the space into the type profiles of the call sites in Register32 that the benchmarks go through. */
    static void use(RegisterSpace space) {
        for (int i = 0; i < WARM; i++) {
            Memory.CONTROL.write(space, Memory.CONTROL.read(space) & 0xff);
            Memory.SPEED.set(space, i & Memory.SPEED_MAX);
        }
    }
}
