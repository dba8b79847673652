// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the bytes of one item are read: a letter of Python's struct module, little-endian and without alignment. The
 * prefix {@code @} is kept in the text and means nothing else.
 */
public final class Format {
    private static final Map<String, Format> KNOWN = Stream.of(
            new Format("B", 1, ItemKind.UNSIGNED), new Format("b", 1, ItemKind.SIGNED),
            new Format("c", 1, ItemKind.CHARACTER), new Format("?", 1, ItemKind.BOOLEAN),
            new Format("H", 2, ItemKind.UNSIGNED), new Format("h", 2, ItemKind.SIGNED),
            new Format("I", 4, ItemKind.UNSIGNED), new Format("i", 4, ItemKind.SIGNED),
            new Format("L", 8, ItemKind.UNSIGNED), new Format("l", 8, ItemKind.SIGNED),
            new Format("Q", 8, ItemKind.UNSIGNED), new Format("q", 8, ItemKind.SIGNED),
            new Format("e", 2, ItemKind.FLOAT), new Format("f", 4, ItemKind.FLOAT), new Format("d", 8, ItemKind.FLOAT))
            .flatMap(f -> Stream.of(f, new Format("@" + f.text, f.size, f.kind)))
            .collect(Collectors.toUnmodifiableMap(f -> f.text, Function.identity()));

    private final String text;
    private final char letter;
    private final int size;
    private final ItemKind kind;

    private Format(String text, int size, ItemKind kind) {
        this.text = text;
        this.letter = text.charAt(text.length() - 1);
        this.size = size;
        this.kind = kind;
    }

    /**
     * The format of a name.
     *
     * @param text one of {@code B b c ? H h I i L l Q q e f d}, with or without {@code @} before it
     * @return always the same for the same text
     * @throws CastException for any other text
     */
    public static Format of(String text) {
        Format format = KNOWN.get(text);
        if (format == null) {
            throw Why.CAST_FORMAT.because("'" + text
                    + "' is no format; there are B b c ? H h I i L l Q q e f d, with @ or without");
        }
        return format;
    }

    /**
     * The bytes of an item.
     *
     * @return 1, 2, 4 or 8
     */
    public int itemSize() {
        return size;
    }

    /**
     * The letter.
     *
     * @return without the prefix
     */
    public char letter() {
        return letter;
    }

    ItemKind kind() {
        return kind;
    }

    /** Whether a cast from or to it may change the item size. */
    boolean isByte() {
        return size == 1 && kind != ItemKind.BOOLEAN;
    }

    /** Whether both give every byte the same meaning by name; the prefix does not count. */
    boolean sameLetter(Format other) {
        return letter == other.letter;
    }

    /** The text, with its prefix. */
    @Override
    public String toString() {
        return text;
    }
}
