// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * How the bytes of one item are read. Its text is that of Python's struct module, and for named fields that of PEP
 * 3118:
 *
 * <pre>
 * i   &gt;I   !Q   &lt;d      a number; &lt; is little-endian, &gt; and ! big-endian
 * 10s                  ten bytes of text
 * &lt;HHi4x              a record without names, whose fields are then called f0, f1, f2
 * T{&lt;I:id:(2,3)d:m:}   a record with names; m is an array of 2 by 3
 * </pre>
 *
 * <p>Without a prefix, and with {@code @}, items are little-endian, {@code l} and {@code L} take 8 bytes, and the
 * fields of a record are aligned as C aligns them. With {@code =}, {@code <}, {@code >} and {@code !}, {@code l} and
 * {@code L} take 4 bytes and nothing is aligned. An item itself may lie anywhere. Immutable.
 */
public abstract sealed class Format permits Scalar, Bits, Text, Struct {
    private final String text;
    private final int size;

    Format(String text, int size) {
        this.text = text;
        this.size = size;
    }

    /**
     * The format of a text.
     *
     * @param text {@code c b B ? h H i I l L q Q n N P e f d s p x}, counts, prefixes, {@code T{...}}
     * @return always the same for the same single letter
     * @throws CastException for any other text
     */
    public static Format of(String text) {
        Format format = Scalar.KNOWN.get(text);
        return format != null ? format : new FormatParser(text).format();
    }

    /** What {@code memoryview.cast} takes: one letter for a native number, with {@code @} or without. */
    static Scalar python(String text) {
        Scalar format = Scalar.KNOWN.get(text);
        if (format == null) {
            throw Why.CAST_FORMAT.because("'" + text
                    + "' is no format of a cast; there are B b c ? H h I i L l Q q N n P"
                    + " e f d, with @ or without, and as(...) takes all others");
        }
        return format;
    }

    /**
     * The bytes of an item.
     *
     * @return how many
     */
    public final int itemSize() {
        return size;
    }

    /**
     * What kind of item it is.
     *
     * @return the letter of a number or text; {@code T} for a record, {@code t} for a bit field
     */
    public abstract char letter();

    /**
     * The order of an item's bytes.
     *
     * @return little-endian where there is none
     */
    public ByteOrder order() {
        return ByteOrder.LITTLE_ENDIAN;
    }

    /** Reads an item as an object. */
    abstract Object load(MemorySegment segment, long offset);

    /** Writes an item, wholly or not at all. */
    abstract void store(MemorySegment segment, long offset, Object value);

    /** Whether both give every byte the same meaning; names and prefixes do not count. */
    abstract boolean matches(Format other);

    /** Whether a cast from or to it may change the item size. */
    boolean isByte() {
        return false;
    }

    /** What C aligns it to. */
    int alignment() {
        return 1;
    }

    final ViewException wrongType(Object value) {
        return Why.VALUE_TYPE.because((value == null ? "null" : "a " + value.getClass().getSimpleName())
                + " is no item of format " + this);
    }

    final ViewException outOfRange(Object value) {
        return Why.VALUE_RANGE.because(value + " does not fit format " + this);
    }

    /** The text, with its prefix. */
    @Override
    public final String toString() {
        return text;
    }
}
