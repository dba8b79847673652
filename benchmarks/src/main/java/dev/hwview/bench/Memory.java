// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import dev.hwview.register.Field;
import dev.hwview.register.Register32;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The plain memory and the register in it that all sides access: same page layout, same offset, same field. The arena
 * is shared, for that is what a device's memory lives in.
 */
final class Memory {
    static final long SIZE = 4096;
    static final long OFFSET = 0x20;
    static final int SPEED_LSB = 4;
    static final int SPEED_MAX = 0xf;

    static final Register32 CONTROL = Register32.at("CONTROL", OFFSET);
    static final Field SPEED = CONTROL.field("SPEED", 7, SPEED_LSB);

    private Memory() {}

    /** A page of its own, so that no side shares a cache line with something else. */
    static MemorySegment page() {
        return Arena.ofShared().allocate(SIZE, SIZE);
    }
}
