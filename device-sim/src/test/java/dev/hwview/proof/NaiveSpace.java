// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.hwview.register.RegisterSpace;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** Registers as one would access them who knows FFM and not HotSpot. Wrong, and the proof has to notice. */
abstract class NaiveSpace extends RegisterSpace {
    private static final VarHandle BYTE = JAVA_BYTE.varHandle();
    private static final VarHandle SHORT = JAVA_SHORT.varHandle();
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    final MemorySegment memory;

    private NaiveSpace(MemorySegment memory) {
        super("naive", memory.byteSize());
        this.memory = memory;
    }

    /** A way to access memory. */
    enum Kind {
        PLAIN, OPAQUE, VOLATILE;

        NaiveSpace over(MemorySegment memory) {
            return switch (this) {
                case PLAIN -> new Plain(memory);
                case OPAQUE -> new Opaque(memory);
                case VOLATILE -> new Volatile(memory);
            };
        }
    }

    private static final class Plain extends NaiveSpace {
        Plain(MemorySegment memory) {
            super(memory);
        }

        @Override
        public int read8(long offset) {
            return memory.get(JAVA_BYTE, offset) & 0xFF;
        }

        @Override
        public int read16(long offset) {
            return memory.get(JAVA_SHORT, offset) & 0xFFFF;
        }

        @Override
        public int read32(long offset) {
            return memory.get(JAVA_INT, offset);
        }

        @Override
        public long read64(long offset) {
            return memory.get(JAVA_LONG, offset);
        }

        @Override
        public void write8(long offset, int value) {
            memory.set(JAVA_BYTE, offset, (byte) value);
        }

        @Override
        public void write16(long offset, int value) {
            memory.set(JAVA_SHORT, offset, (short) value);
        }

        @Override
        public void write32(long offset, int value) {
            memory.set(JAVA_INT, offset, value);
        }

        @Override
        public void write64(long offset, long value) {
            memory.set(JAVA_LONG, offset, value);
        }
    }

    private static final class Opaque extends NaiveSpace {
        Opaque(MemorySegment memory) {
            super(memory);
        }

        @Override
        public int read8(long offset) {
            return (byte) BYTE.getOpaque(memory, offset) & 0xFF;
        }

        @Override
        public int read16(long offset) {
            return (short) SHORT.getOpaque(memory, offset) & 0xFFFF;
        }

        @Override
        public int read32(long offset) {
            return (int) INT.getOpaque(memory, offset);
        }

        @Override
        public long read64(long offset) {
            return (long) LONG.getOpaque(memory, offset);
        }

        @Override
        public void write8(long offset, int value) {
            BYTE.setOpaque(memory, offset, (byte) value);
        }

        @Override
        public void write16(long offset, int value) {
            SHORT.setOpaque(memory, offset, (short) value);
        }

        @Override
        public void write32(long offset, int value) {
            INT.setOpaque(memory, offset, value);
        }

        @Override
        public void write64(long offset, long value) {
            LONG.setOpaque(memory, offset, value);
        }
    }

    private static final class Volatile extends NaiveSpace {
        Volatile(MemorySegment memory) {
            super(memory);
        }

        @Override
        public int read8(long offset) {
            return (byte) BYTE.getVolatile(memory, offset) & 0xFF;
        }

        @Override
        public int read16(long offset) {
            return (short) SHORT.getVolatile(memory, offset) & 0xFFFF;
        }

        @Override
        public int read32(long offset) {
            return (int) INT.getVolatile(memory, offset);
        }

        @Override
        public long read64(long offset) {
            return (long) LONG.getVolatile(memory, offset);
        }

        @Override
        public void write8(long offset, int value) {
            BYTE.setVolatile(memory, offset, (byte) value);
        }

        @Override
        public void write16(long offset, int value) {
            SHORT.setVolatile(memory, offset, (short) value);
        }

        @Override
        public void write32(long offset, int value) {
            INT.setVolatile(memory, offset, value);
        }

        @Override
        public void write64(long offset, long value) {
            LONG.setVolatile(memory, offset, value);
        }
    }
}
