// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;

/**
 * A movable stretch of bytes. It borrows a view once, so that the view can't be released while the window is open, and
 * is then moved over it as often as one likes: from packet to packet, from record to record. Neither moving nor reading
 * allocates.
 *
 * <p>Offsets count from the window's begin and are held against its end. Numbers without {@code BE} in their accessor
 * are little-endian, those with it big-endian, as on the network. For one thread at a time.
 */
public final class Window implements AutoCloseable {
    /** An end that no offset is before: for what may not go the short way, for want of memory or of trust in it. */
    private static final long NOWHERE = Long.MIN_VALUE / 2;
    /** As many turns as a loop takes at a time, since HotSpot vectorises those that an int counts. */
    private static final long CHUNK = 1 << 30;

    private MemoryView view;
    private Export export;
    private MemorySegment segment = MemorySegment.NULL;
    /** Where the view's bytes begin in the segment, how many there are, and where the window begins among them. */
    private long begin;
    private long bytes;
    private long offset;
    private long length;
    /** Whether reading and writing may go the short way. */
    private boolean plain;
    private boolean writes;
    /** The window's begin in the segment, and its length where reading or writing may go the short way. */
    private long place;
    private long readable = NOWHERE;
    private long writable = NOWHERE;

    /** A window over nothing, to be moved over others by {@link #within}. */
    public Window() {}

    /**
     * Opens a window over all the bytes of a view.
     *
     * @param view of any format; can't be released until the window is closed
     * @return writable if the view is
     * @throws ExportException if the view is not C-contiguous
     */
    public static Window over(MemoryView view) {
        Window window = new Window();
        window.export = view.export(view.readonly() ? Request.SIMPLE : Request.WRITABLE);
        window.view = view;
        window.segment = view.segment;
        window.begin = view.geometry.offset;
        window.bytes = view.geometry.bytes();
        window.plain = view.exporter().guard == null;
        window.writes = window.plain && !view.readOnly;
        return window.at(0, window.bytes);
    }

    /**
     * Moves the window.
     *
     * @param itsOffset in the view, in bytes
     * @param itsLength in bytes
     * @return this
     * @throws ViewIndexException if it is not inside the view; then the window stays where it was
     */
    public Window at(long itsOffset, long itsLength) {
        if (itsOffset < 0 || itsLength < 0 || itsOffset > bytes - itsLength) {
            requireOpen();
            throw Why.INDEX.because("a window of " + itsLength + " bytes at " + itsOffset + " is outside of a view of "
                    + bytes);
        }
        requireOpen();
        offset = itsOffset;
        length = itsLength;
        place = begin + itsOffset;
        readable = plain ? itsLength : NOWHERE;
        writable = writes ? itsLength : NOWHERE;
        return this;
    }

    /**
     * Moves the window over a part of another one. It borrows nothing of its own: it reads what the other one reads,
     * until it is moved elsewhere.
     *
     * @param other an open one
     * @param itsOffset in the other window, in bytes
     * @param itsLength in bytes
     * @return this
     * @throws ViewIndexException if it is not inside the other window
     * @throws ExportException if this one has borrowed a view itself
     */
    public Window within(Window other, long itsOffset, long itsLength) {
        if (export != null) {
            throw Why.EXPORTED.because("a window over a view of its own is not moved over another's: close it first");
        }
        other.requireInside(itsOffset, itsLength);
        if (view != other.view) { // where it moves over one view, nothing is stored that a collector has to hear of
            view = other.view;
            segment = other.segment;
            begin = other.begin;
            bytes = other.bytes;
            plain = other.plain;
            writes = other.writes;
        }
        return at(other.offset + itsOffset, itsLength);
    }

    /**
     * Where the window begins.
     *
     * @return in the view, in bytes
     */
    public long offset() {
        return offset;
    }

    /**
     * How long the window is.
     *
     * @return in bytes
     */
    public long length() {
        return length;
    }

    /**
     * Whether it refuses to write.
     *
     * @return whether it does
     */
    public boolean readonly() {
        requireOpen();
        return view.readOnly;
    }

    /**
     * What the window shows now, as a view that stays there, to be released on its own.
     *
     * @return of format {@code B}
     */
    public MemoryView view() {
        requireOpen();
        return view.exporter().view(view, Format.python("B"), Geometry.packed(place, 1, length), view.readOnly);
    }

    /**
     * What the window shows now, as a segment, which is not counted: see {@link MemoryView#asSegment}.
     *
     * @return read-only if the window is
     */
    public MemorySegment asSegment() {
        requireOpen();
        MemorySegment bytesThere = segment.asSlice(place, length);
        return view.readOnly ? bytesThere.asReadOnly() : bytesThere;
    }

    /** All of the memory that the window lies in. */
    MemorySegment memory() {
        return segment;
    }

    /** Where in that memory it begins. */
    long place() {
        return place;
    }

    /** Gives the view back. Doing so again does nothing. */
    @Override
    public void close() {
        if (export != null) {
            export.close();
            export = null;
        }
        view = null;
        readable = NOWHERE;
        writable = NOWHERE;
    }

    /**
     * Reads 8 bits.
     *
     * @param at the offset in the window
     * @return the bits
     */
    public byte getByte(long at) {
        if (at >= 0 && at <= readable - Byte.BYTES) {
            try {
                return segment.get(Memory.BYTE, place + at);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return (byte) load(at, Byte.BYTES, false);
    }

    /**
     * Writes 8 bits.
     *
     * @param at the offset in the window
     * @param value the bits
     */
    public void setByte(long at, byte value) {
        if (at >= 0 && at <= writable - Byte.BYTES) {
            try {
                segment.set(Memory.BYTE, place + at, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        store(at, Byte.BYTES, false, value);
    }

    /**
     * Reads 16 bits, little-endian.
     *
     * @param at the offset in the window
     * @return the bits
     */
    public short getShort(long at) {
        if (at >= 0 && at <= readable - Short.BYTES) {
            try {
                return segment.get(Memory.SHORT, place + at);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return (short) load(at, Short.BYTES, false);
    }

    /**
     * Writes 16 bits, little-endian.
     *
     * @param at the offset in the window
     * @param value the bits
     */
    public void setShort(long at, short value) {
        if (at >= 0 && at <= writable - Short.BYTES) {
            try {
                segment.set(Memory.SHORT, place + at, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        store(at, Short.BYTES, false, value);
    }

    /**
     * Reads 32 bits, little-endian.
     *
     * @param at the offset in the window
     * @return the bits
     */
    public int getInt(long at) {
        if (at >= 0 && at <= readable - Integer.BYTES) {
            try {
                return segment.get(Memory.INT, place + at);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return (int) load(at, Integer.BYTES, false);
    }

    /**
     * Writes 32 bits, little-endian.
     *
     * @param at the offset in the window
     * @param value the bits
     */
    public void setInt(long at, int value) {
        if (at >= 0 && at <= writable - Integer.BYTES) {
            try {
                segment.set(Memory.INT, place + at, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        store(at, Integer.BYTES, false, value);
    }

    /**
     * Reads 64 bits, little-endian.
     *
     * @param at the offset in the window
     * @return the bits
     */
    public long getLong(long at) {
        if (at >= 0 && at <= readable - Long.BYTES) {
            try {
                return segment.get(Memory.LONG, place + at);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return load(at, Long.BYTES, false);
    }

    /**
     * Writes 64 bits, little-endian.
     *
     * @param at the offset in the window
     * @param value the bits
     */
    public void setLong(long at, long value) {
        if (at >= 0 && at <= writable - Long.BYTES) {
            try {
                segment.set(Memory.LONG, place + at, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        store(at, Long.BYTES, false, value);
    }

    /**
     * Reads 16 bits, big-endian.
     *
     * @param at the offset in the window
     * @return the bits
     */
    public short getShortBE(long at) {
        if (at >= 0 && at <= readable - Short.BYTES) {
            try {
                return segment.get(Memory.SHORT_BE, place + at);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return (short) load(at, Short.BYTES, true);
    }

    /**
     * Writes 16 bits, big-endian.
     *
     * @param at the offset in the window
     * @param value the bits
     */
    public void setShortBE(long at, short value) {
        if (at >= 0 && at <= writable - Short.BYTES) {
            try {
                segment.set(Memory.SHORT_BE, place + at, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        store(at, Short.BYTES, true, value);
    }

    /**
     * Reads 32 bits, big-endian.
     *
     * @param at the offset in the window
     * @return the bits
     */
    public int getIntBE(long at) {
        if (at >= 0 && at <= readable - Integer.BYTES) {
            try {
                return segment.get(Memory.INT_BE, place + at);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return (int) load(at, Integer.BYTES, true);
    }

    /**
     * Writes 32 bits, big-endian.
     *
     * @param at the offset in the window
     * @param value the bits
     */
    public void setIntBE(long at, int value) {
        if (at >= 0 && at <= writable - Integer.BYTES) {
            try {
                segment.set(Memory.INT_BE, place + at, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        store(at, Integer.BYTES, true, value);
    }

    /**
     * Reads 64 bits, big-endian.
     *
     * @param at the offset in the window
     * @return the bits
     */
    public long getLongBE(long at) {
        if (at >= 0 && at <= readable - Long.BYTES) {
            try {
                return segment.get(Memory.LONG_BE, place + at);
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        return load(at, Long.BYTES, true);
    }

    /**
     * Writes 64 bits, big-endian.
     *
     * @param at the offset in the window
     * @param value the bits
     */
    public void setLongBE(long at, long value) {
        if (at >= 0 && at <= writable - Long.BYTES) {
            try {
                segment.set(Memory.LONG_BE, place + at, value);
                return;
            } catch (RuntimeException e) {
                // The long way says why.
            }
        }
        store(at, Long.BYTES, true, value);
    }

    /**
     * Adds up numbers of 32 bits, unsigned and little-endian: what checksums are made of, in a loop that HotSpot
     * vectorises, and that looks at bounds and memory once.
     *
     * @param at the offset of the first in the window
     * @param count how many there are
     * @return their sum, of 2<sup>32</sup> numbers and more its lowest 64 bits
     */
    public long sumInts(long at, long count) {
        requireInside(at, count > length / Integer.BYTES ? Long.MAX_VALUE : count * Integer.BYTES);
        try {
            long sum = 0;
            long pairs = count / 2;
            for (long done = 0; done < pairs; done += CHUNK) {
                sum += sumPairs(place + at + done * Long.BYTES, (int) Math.min(pairs - done, CHUNK));
            }
            if (count % 2 != 0) {
                sum += Integer.toUnsignedLong(segment.get(Memory.INT, place + at + pairs * Long.BYTES));
            }
            view.exporter().requireThere();
            return sum;
        } catch (IllegalStateException | WrongThreadException e) {
            throw ViewCore.unreachable(e);
        }
    }

    private long sumPairs(long from, int pairs) {
        MemorySegment memory = segment;
        long sum = 0;
        for (int i = 0; i < pairs; i++) {
            long pair = memory.get(Memory.LONG, from + (long) i * Long.BYTES);
            sum += (pair & 0xffff_ffffL) + (pair >>> Integer.SIZE);
        }
        return sum;
    }

    private long load(long at, int size, boolean bigEndian) {
        requireInside(at, size);
        try {
            long bits = Memory.load(segment, place + at, size, bigEndian);
            view.exporter().requireThere();
            return bits;
        } catch (IllegalStateException | WrongThreadException e) {
            throw ViewCore.unreachable(e);
        }
    }

    private void store(long at, int size, boolean bigEndian, long bits) {
        requireOpen();
        view.requireWritable();
        requireInside(at, size);
        try {
            Memory.store(segment, place + at, size, bigEndian, bits);
            view.exporter().requireThere();
        } catch (IllegalStateException | WrongThreadException e) {
            throw ViewCore.unreachable(e);
        }
    }

    private void requireInside(long at, long size) {
        requireOpen();
        if (at < 0 || size < 0 || at > length - size) {
            throw Why.INDEX.because(size + " bytes at " + at + " are outside of a window of " + length);
        }
    }

    private void requireOpen() {
        if (view == null) {
            throw Why.RELEASED.because("the window is over nothing: it was closed, or never opened");
        }
    }

    /** Where it is, without the contents. */
    @Override
    public String toString() {
        return view == null ? "window over nothing" : "window of " + length + " bytes at " + offset;
    }
}
