// SPDX-License-Identifier: Apache-2.0
package dev.hwview.stream;

import dev.hwview.view.Window;

/** How a record says its length, by an unsigned number in front that does not count itself. */
public enum LengthPrefix {
    /** 2 bytes, little-endian. */
    U16(Short.BYTES),
    /** 2 bytes, big-endian. */
    U16_BE(Short.BYTES),
    /** 4 bytes, little-endian. */
    U32(Integer.BYTES),
    /** 4 bytes, big-endian. */
    U32_BE(Integer.BYTES);

    private final int size;

    LengthPrefix(int size) {
        this.size = size;
    }

    /**
     * How long the prefix is.
     *
     * @return in bytes
     */
    public int size() {
        return size;
    }

    /**
     * Reads it.
     *
     * @param window that begins with it
     * @return the length of what follows, in bytes
     */
    public long read(Window window) {
        return read(window, 0);
    }

    long read(Window window, long at) {
        return switch (this) {
            case U16 -> Short.toUnsignedLong(window.getShort(at));
            case U16_BE -> Short.toUnsignedLong(window.getShortBE(at));
            case U32 -> Integer.toUnsignedLong(window.getInt(at));
            case U32_BE -> Integer.toUnsignedLong(window.getIntBE(at));
        };
    }

    /**
     * Writes it.
     *
     * @param window that begins with it
     * @param length of what follows, in bytes
     * @throws TooLargeException if the prefix can't say it
     */
    public void write(Window window, long length) {
        long most = (1L << Byte.SIZE * size) - 1;
        if (length < 0 || length > most) {
            throw new TooLargeException("a record", length, most);
        }
        switch (this) {
            case U16 -> window.setShort(0, (short) length);
            case U16_BE -> window.setShortBE(0, (short) length);
            case U32 -> window.setInt(0, (int) length);
            case U32_BE -> window.setIntBE(0, (int) length);
        }
    }
}
