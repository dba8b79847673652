// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;

/** Some neighbouring bits of an unsigned number: a bit field. It shares the number's bytes with its neighbours. */
final class Bits extends Format {
    private final Scalar base;
    private final int low;
    private final int width;

    /** Bits {@code low} to {@code low + width - 1} of a number, 0 being the lowest. */
    Bits(Scalar base, int low, int width) {
        super(base + "[" + (low + width - 1) + ":" + low + "]", base.itemSize());
        this.base = base;
        this.low = low;
        this.width = width;
    }

    Scalar base() {
        return base;
    }

    int low() {
        return low;
    }

    int width() {
        return width;
    }

    private long mask() {
        return -1L >>> Long.SIZE - width;
    }

    long bits(MemorySegment segment, long offset) {
        return base.raw(segment, offset) >>> low & mask();
    }

    /** Writes these bits and leaves their neighbours. Two threads that write neighbours may undo each other's work. */
    void bits(MemorySegment segment, long offset, long bits) {
        base.raw(segment, offset, base.raw(segment, offset) & ~(mask() << low) | bits << low);
    }

    @Override
    public char letter() {
        return 't';
    }

    @Override
    Object load(MemorySegment segment, long offset) {
        return Item.toObject(ItemKind.UNSIGNED, bits(segment, offset), width == Long.SIZE ? Long.BYTES : 1);
    }

    @Override
    void store(MemorySegment segment, long offset, Object value) {
        bits(segment, offset, Item.integer(this, value, width, false));
    }

    @Override
    boolean matches(Format other) {
        return other instanceof Bits that && base.matches(that.base) && low == that.low && width == that.width;
    }

    @Override
    int alignment() {
        return base.alignment();
    }
}
