// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.hwview.fault.HardwareException;
import dev.hwview.internal.Native;
import dev.hwview.internal.ffm.HwviewNative;
import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Memory that a stream runs through. Bytes are told by their position in the stream; those from {@code begin} to
 * {@code end} are in the ring, in one piece. Where the memory is mapped twice, side by side, they are in one piece of
 * themselves, wherever they begin in the first copy. Elsewhere the memory is twice as large as the ring, and once its
 * end is reached, what is still in use is copied to its begin: on the average at most one copy of each byte.
 */
final class Ring {
    /** Twice as much still goes into one buffer. */
    static final long LARGEST = (1L << 30) - (1 << 16);
    /** What pages may be large. */
    private static final int[] PAGES = {4 << 10, 16 << 10, 64 << 10};

    private final Arena arena;
    private final MemorySegment memory;
    private final ByteBuffer buffer;
    private final boolean mirrored;
    private final long capacity;
    private final Loans loans;
    /** The one window that users see, and what it shows. */
    private final Window shown = new Window();
    private long shownFrom;
    private long shownLength;
    private long begin;
    private long end;
    /** The position that is at the begin of the memory. */
    private long origin;
    private long copied;
    private boolean closed;

    private Ring(Arena arena, MemorySegment memory, boolean mirrored) {
        this.arena = arena;
        this.memory = memory;
        this.buffer = memory.asByteBuffer();
        this.mirrored = mirrored;
        this.capacity = memory.byteSize() / 2;
        this.loans = new Loans(memory);
        shown.within(loans.window(), 0, 0);
    }

    /** Native memory, mirrored if that can be had. */
    static Ring of(long capacity) {
        requireCapacity(capacity);
        try {
            Native.requireAccess("a ring");
            Native.load();
            for (int page : PAGES) {
                Ring ring = mirrored(Math.ceilDiv(capacity, page) * page);
                if (ring != null) {
                    return ring;
                }
            }
        } catch (HardwareException e) {
            // Without libhwview or the right to use it.
        }
        return flat(capacity);
    }

    /** Twice the same memory, or {@code null} if it can't be had. */
    private static Ring mirrored(long capacity) {
        Arena arena = Arena.ofShared();
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment out = scratch.allocate(ADDRESS);
            if (HwviewNative.hwview_ring_create(capacity, out) == 0) {
                MemorySegment memory = out.get(ADDRESS, 0)
                        .reinterpret(2 * capacity, arena, ring -> HwviewNative.hwview_ring_destroy(ring, capacity));
                return new Ring(arena, memory, true);
            }
        }
        arena.close();
        return null;
    }

    /** Native memory that is not mirrored. */
    static Ring flat(long capacity) {
        requireCapacity(capacity);
        Arena arena = Arena.ofShared();
        return new Ring(arena, arena.allocate(2 * capacity), false);
    }

    /** An array, for those who can fill or drain nothing else. */
    static Ring array(long capacity) {
        requireCapacity(capacity);
        return new Ring(null, MemorySegment.ofArray(new byte[(int) (2 * capacity)]), false);
    }

    private static void requireCapacity(long capacity) {
        if (capacity < 1) {
            throw new StreamException("a ring of " + capacity + " bytes can't be made");
        }
        if (capacity > LARGEST) {
            throw new TooLargeException("a ring", capacity, LARGEST);
        }
    }

    long capacity() {
        return capacity;
    }

    long begin() {
        return begin;
    }

    long end() {
        return end;
    }

    long inUse() {
        return end - begin;
    }

    boolean mirrored() {
        return mirrored;
    }

    long copied() {
        return copied;
    }

    /**
     * Makes room behind the end, in one piece.
     *
     * @param needed no more than the capacity less what is in use
     * @return how much there is, at least as much as needed
     * @throws HeldException if it can't be had as long as views are held
     */
    long room(long needed) {
        Window before = loans.window();
        long oldest = loans.oldest(begin);
        if (loans.window() != before) {
            shown.within(loans.window(), place(shownFrom), shownLength);
        }
        if (mirrored) {
            return require(needed, capacity - (end - oldest), oldest);
        }
        // A view in consumed bytes forbids to move anything, as that would write to where the view is.
        boolean free = loans.unreleased() == 0;
        long room = Math.min(capacity - inUse(), memory.byteSize() - place(end));
        if (free && (room < needed || inUse() == 0)) {
            compact();
            room = capacity - inUse();
        }
        return require(needed, room, oldest);
    }

    private long require(long needed, long room, long oldest) {
        if (room < needed) {
            throw new HeldException(loans.unreleased(), oldest, needed);
        }
        return room;
    }

    private void compact() {
        MemorySegment.copy(memory, place(begin), memory, 0, inUse());
        copied += inUse();
        origin = begin;
        show(Math.max(shownFrom, begin), shownLength);
    }

    /** A part of the room, as a buffer that is good until the next call of the kind. */
    ByteBuffer free(long length) {
        return piece(place(end), length);
    }

    /** What is in use, as a buffer that is good until the next call of the kind. */
    ByteBuffer used() {
        return piece(place(begin), inUse());
    }

    private ByteBuffer piece(long offset, long length) {
        return buffer.limit((int) (offset + length)).position((int) offset);
    }

    /** Takes bytes of the room into use. */
    void fill(long bytes) {
        end += bytes;
    }

    /** Gives the first bytes that are in use away. They are shown no longer. */
    void consume(long bytes) {
        begin += bytes;
        if (mirrored && place(begin) >= capacity) {
            origin += capacity;
        }
        if (shownFrom < begin) {
            show(begin, Math.max(0, shownFrom + shownLength - begin));
        }
    }

    /** Moves the window that users see. */
    Window show(long from, long length) {
        shownFrom = from;
        shownLength = length;
        return shown.at(place(from), length);
    }

    /** All the memory, to look at what is in use without moving the window that users see; see {@link #place}. */
    Window memory() {
        return loans.window();
    }

    /** Where a position is in the memory. */
    long place(long position) {
        return position - origin;
    }

    /** A view that keeps its bytes until it is released. */
    MemoryView lend(long from, long length) {
        return loans.lend(place(from), length, from);
    }

    void requireOpen() {
        if (closed) {
            throw new StreamException("the ring is closed");
        }
    }

    /** Frees the memory, under any view. */
    void close() {
        if (closed) {
            return;
        }
        if (arena != null) {
            try {
                arena.close();
            } catch (IllegalStateException e) {
                throw new StreamException("the ring can't be closed while a channel works on it", e);
            }
        }
        closed = true;
        shown.close();
        loans.close();
    }
}
