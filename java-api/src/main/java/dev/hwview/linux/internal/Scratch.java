// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A few bytes of native memory for one system call: what goes in or comes out, and the number of its error. There is a
 * fixed number of them, made once; a thread takes one for the call, so that an access to a register allocates nothing.
 * They are not the threads' own, as each of a million virtual threads would want one then.
 */
public final class Scratch implements AutoCloseable {
    /** What the longest request of those that are made often takes, and some. */
    public static final int ROOM = 32;

    /** More than threads are inside a system call as a rule; who finds none makes one. */
    private static final int COUNT = 64;
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final VarHandle TAKEN;
    private static final Scratch[] ALL = new Scratch[COUNT];

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(Scratch.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        for (int i = 0; i < COUNT; i++) {
            ALL[i] = new Scratch(Arena.global(), null);
        }
    }

    private final MemorySegment state;
    private final MemorySegment memory;
    private final Arena own;
    private volatile int taken;

    private Scratch(Arena arena, Arena own) {
        this.state = arena.allocate(STATE);
        this.memory = arena.allocate(ROOM, Long.BYTES);
        this.own = own;
    }

    /**
     * Takes one that nobody has. What is in it is of no meaning.
     *
     * @return to be closed by the thread that took it
     */
    public static Scratch take() {
        int first = (int) Thread.currentThread().threadId();
        for (int i = 0; i < COUNT; i++) {
            Scratch scratch = ALL[first + i & COUNT - 1];
            if (scratch.taken == 0 && TAKEN.compareAndSet(scratch, 0, 1)) {
                return scratch;
            }
        }
        Arena arena = Arena.ofConfined();
        return new Scratch(arena, arena);
    }

    /**
     * What the call reads or writes.
     *
     * @return {@link #ROOM} bytes
     */
    public MemorySegment memory() {
        return memory;
    }

    /**
     * The value at the beginning.
     *
     * @param width 1, 2, 4 or 8 bytes
     * @return zero-extended
     */
    public long get(int width) {
        return switch (width) {
            case Byte.BYTES -> Byte.toUnsignedLong(memory.get(JAVA_BYTE, 0));
            case Short.BYTES -> Short.toUnsignedLong(memory.get(JAVA_SHORT, 0));
            case Integer.BYTES -> Integer.toUnsignedLong(memory.get(JAVA_INT, 0));
            default -> memory.get(JAVA_LONG, 0);
        };
    }

    /**
     * Puts a value at the beginning.
     *
     * @param width 1, 2, 4 or 8 bytes
     * @param value of which the low bytes count
     */
    public void put(int width, long value) {
        switch (width) {
            case Byte.BYTES -> memory.set(JAVA_BYTE, 0, (byte) value);
            case Short.BYTES -> memory.set(JAVA_SHORT, 0, (short) value);
            case Integer.BYTES -> memory.set(JAVA_INT, 0, (int) value);
            default -> memory.set(JAVA_LONG, 0, value);
        }
    }

    /** Where a call leaves the number of its error. */
    MemorySegment state() {
        return state;
    }

    /** What a call returned, or {@code -errno}. */
    long result(long value) {
        return value == -1 ? -state.get(JAVA_INT, ERRNO) : value;
    }

    /** Gives it to the next one. */
    @Override
    public void close() {
        if (own != null) {
            own.close();
        } else {
            TAKEN.setRelease(this, 0);
        }
    }
}
