// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.MemoryView;
import dev.hwview.view.Window;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Reads and writes a view's bytes in sequence. Each accessor moves on by what it read or wrote, or throws and stays
 * where it was. Numbers without {@code BE} in their accessor are little-endian, those with it big-endian. None
 * allocates.
 *
 * <p>A cursor over a view borrows it until it is closed. One that was put {@linkplain #within into a window} borrows
 * nothing, and can be put into the next one. For one thread at a time.
 */
public final class Cursor implements AutoCloseable {
    private final Window window;
    private final Window part = new Window();
    private long position;
    private long size;

    /** A cursor over nothing, to be put into windows by {@link #within}. */
    public Cursor() {
        this(new Window());
    }

    private Cursor(Window window) {
        this.window = window;
        this.size = window.length();
    }

    /**
     * Opens a cursor at the begin of a view.
     *
     * @param view of any format; can't be released until the cursor is closed
     * @return writes if the view does
     * @throws dev.hwview.view.ExportException if the view is not C-contiguous
     */
    public static Cursor over(MemoryView view) {
        return new Cursor(Window.over(view));
    }

    /**
     * Puts the cursor at the begin of what a window shows now.
     *
     * @param other for this cursor to read until it is put elsewhere
     * @return this
     * @throws dev.hwview.view.ExportException if the cursor has borrowed a view itself
     */
    public Cursor within(Window other) {
        window.within(other, 0, other.length());
        position = 0;
        size = other.length();
        return this;
    }

    /**
     * Where the cursor is.
     *
     * @return in bytes from the begin
     */
    public long position() {
        return position;
    }

    /**
     * Goes to a place.
     *
     * @param to in bytes from the begin, up to the size
     * @return this
     * @throws EndOfStreamException if there is no such place
     */
    public Cursor position(long to) {
        if (to < 0 || to > size) {
            throw new EndOfStreamException("the view", 0, to, size);
        }
        position = to;
        return this;
    }

    /**
     * How many bytes there are, before the cursor and behind it.
     *
     * @return in bytes
     */
    public long size() {
        return size;
    }

    /**
     * How many bytes are behind the cursor.
     *
     * @return in bytes
     */
    public long remaining() {
        return size - position;
    }

    /**
     * Goes over bytes without a look at them.
     *
     * @param bytes how many; backwards if negative
     * @return this
     * @throws EndOfStreamException if there are not so many
     */
    public Cursor skip(long bytes) {
        if (bytes > size - position || bytes < -position) {
            throw new EndOfStreamException("the view", position, bytes, bytes < 0 ? -position : size - position);
        }
        position += bytes;
        return this;
    }

    /**
     * Takes the next bytes as a view of their own, without a copy.
     *
     * @param bytes how many
     * @return of format {@code B}, to be released on its own
     */
    public MemoryView take(long bytes) {
        MemoryView taken = part.within(window, claim(bytes), bytes).view();
        position += bytes;
        return taken;
    }

    /**
     * Reads 8 bits.
     *
     * @return the bits
     */
    public byte getByte() {
        byte value = window.getByte(claim(Byte.BYTES));
        position += Byte.BYTES;
        return value;
    }

    /**
     * Reads 16 bits, little-endian.
     *
     * @return the bits
     */
    public short getShort() {
        short value = window.getShort(claim(Short.BYTES));
        position += Short.BYTES;
        return value;
    }

    /**
     * Reads 32 bits, little-endian.
     *
     * @return the bits
     */
    public int getInt() {
        int value = window.getInt(claim(Integer.BYTES));
        position += Integer.BYTES;
        return value;
    }

    /**
     * Reads 64 bits, little-endian.
     *
     * @return the bits
     */
    public long getLong() {
        long value = window.getLong(claim(Long.BYTES));
        position += Long.BYTES;
        return value;
    }

    /**
     * Reads 16 bits, big-endian.
     *
     * @return the bits
     */
    public short getShortBE() {
        return Short.reverseBytes(getShort());
    }

    /**
     * Reads 32 bits, big-endian.
     *
     * @return the bits
     */
    public int getIntBE() {
        return Integer.reverseBytes(getInt());
    }

    /**
     * Reads 64 bits, big-endian.
     *
     * @return the bits
     */
    public long getLongBE() {
        return Long.reverseBytes(getLong());
    }

    /**
     * Copies the next bytes out.
     *
     * @param target an array
     * @param offset of the first byte in it
     * @param length how many
     * @return this
     */
    public Cursor get(byte[] target, int offset, int length) {
        copy(window.asSegment(), claim(length), MemorySegment.ofArray(target), offset, length);
        position += length;
        return this;
    }

    /**
     * Writes 8 bits.
     *
     * @param value the bits
     * @return this
     */
    public Cursor putByte(byte value) {
        window.setByte(claim(Byte.BYTES), value);
        position += Byte.BYTES;
        return this;
    }

    /**
     * Writes 16 bits, little-endian.
     *
     * @param value the bits
     * @return this
     */
    public Cursor putShort(short value) {
        window.setShort(claim(Short.BYTES), value);
        position += Short.BYTES;
        return this;
    }

    /**
     * Writes 32 bits, little-endian.
     *
     * @param value the bits
     * @return this
     */
    public Cursor putInt(int value) {
        window.setInt(claim(Integer.BYTES), value);
        position += Integer.BYTES;
        return this;
    }

    /**
     * Writes 64 bits, little-endian.
     *
     * @param value the bits
     * @return this
     */
    public Cursor putLong(long value) {
        window.setLong(claim(Long.BYTES), value);
        position += Long.BYTES;
        return this;
    }

    /**
     * Writes 16 bits, big-endian.
     *
     * @param value the bits
     * @return this
     */
    public Cursor putShortBE(short value) {
        return putShort(Short.reverseBytes(value));
    }

    /**
     * Writes 32 bits, big-endian.
     *
     * @param value the bits
     * @return this
     */
    public Cursor putIntBE(int value) {
        return putInt(Integer.reverseBytes(value));
    }

    /**
     * Writes 64 bits, big-endian.
     *
     * @param value the bits
     * @return this
     */
    public Cursor putLongBE(long value) {
        return putLong(Long.reverseBytes(value));
    }

    /**
     * Copies bytes in.
     *
     * @param source an array
     * @param offset of the first byte in it
     * @param length how many
     * @return this
     */
    public Cursor put(byte[] source, int offset, int length) {
        return put(MemorySegment.ofArray(source), offset, length);
    }

    /**
     * Copies a view's bytes in. The two may overlap.
     *
     * @param source C-contiguous
     * @return this
     */
    public Cursor put(MemoryView source) {
        return put(source.asSegment(), 0, source.nbytes());
    }

    private Cursor put(MemorySegment source, long offset, long length) {
        long to = claim(length);
        if (window.readonly()) {
            window.setByte(to, (byte) 0); // refuses
        }
        copy(source, offset, window.asSegment(), to, length);
        position += length;
        return this;
    }

    /**
     * The byte that is read before and behind is for the window to say that the memory was freed, or lost meanwhile.
     */
    private void copy(MemorySegment source, long from, MemorySegment target, long to, long length) {
        if (length > 0) {
            window.getByte(position);
            MemorySegment.copy(source, ValueLayout.JAVA_BYTE, from, target, ValueLayout.JAVA_BYTE, to, length);
            window.getByte(position);
        }
    }

    /** Where the next bytes are, if there are so many. */
    private long claim(long bytes) {
        if (bytes < 0 || bytes > size - position) {
            throw new EndOfStreamException("the view", position, bytes, size - position);
        }
        return position;
    }

    /** Gives the view back, if one was borrowed. Doing so again does nothing. */
    @Override
    public void close() {
        window.close();
    }

    /** Where it is, without the contents. */
    @Override
    public String toString() {
        return "cursor at " + position + " of " + size + " bytes";
    }
}
