// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

import java.util.ArrayList;
import java.util.List;

/** 256 bytes of registers that behave as memory, and remember each access as text, such as {@code write32 0x20 0x5}. */
final class RecordingSpace extends CalledRegisterSpace {
    static final String NAME = "test:recorder";

    final List<String> accesses = new ArrayList<>();
    private final byte[] bytes = new byte[256];

    RecordingSpace() {
        super(NAME, 256, 15, Presence.ALWAYS);
    }

    /** Puts a value there without an access. */
    RecordingSpace holding(long offset, int width, long value) {
        for (int i = 0; i < width; i++) {
            bytes[(int) offset + i] = (byte) (value >>> Byte.SIZE * i);
        }
        return this;
    }

    /** What is there, without an access. */
    long held(long offset, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bytes[(int) offset + i] & 0xFFL) << Byte.SIZE * i;
        }
        return value;
    }

    @Override
    protected long read(long offset, int width) {
        accesses.add("read" + width * Byte.SIZE + " 0x" + Long.toHexString(offset));
        return held(offset, width);
    }

    @Override
    protected void write(long offset, int width, long value) {
        accesses.add("write" + width * Byte.SIZE + " 0x" + Long.toHexString(offset) + " 0x" + Long.toHexString(value));
        holding(offset, width, value);
    }
}
