// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** A number, a boolean or a character. Between memory and object it is the long that {@link ItemKind} describes. */
final class Scalar extends Format {
    /** The native ones, which a cast takes. */
    static final Map<String, Scalar> KNOWN = known();

    private final char letter;
    private final ItemKind kind;
    private final boolean bigEndian;

    private Scalar(String text, char letter, int size, ItemKind kind, boolean bigEndian) {
        super(text, size);
        this.letter = letter;
        this.kind = kind;
        this.bigEndian = bigEndian && size > 1;
    }

    private static Map<String, Scalar> known() {
        Map<String, Scalar> known = new HashMap<>();
        for (char letter : "BbcHhIiLlQqNnPefd?".toCharArray()) {
            known.put(String.valueOf(letter), of(FormatParser.NONE, letter));
            known.put("@" + letter, of('@', letter));
        }
        return Map.copyOf(known);
    }

    /**
     * One of Python's.
     *
     * @return {@code null} if with this prefix there is none of this letter
     */
    static Scalar of(char prefix, char letter) {
        boolean isNative = prefix == '@' || prefix == FormatParser.NONE;
        int size = switch (letter) {
            case 'B', 'b', 'c', '?' -> 1;
            case 'H', 'h', 'e' -> 2;
            case 'I', 'i', 'f' -> 4;
            case 'L', 'l' -> isNative ? 8 : 4;
            case 'Q', 'q', 'd' -> 8;
            case 'N', 'n', 'P' -> isNative ? 8 : 0;
            default -> 0;
        };
        if (size == 0) {
            return null;
        }
        ItemKind kind = switch (letter) {
            case 'B', 'H', 'I', 'L', 'Q', 'N', 'P' -> ItemKind.UNSIGNED;
            case 'b', 'h', 'i', 'l', 'q', 'n' -> ItemKind.SIGNED;
            case 'c' -> ItemKind.CHARACTER;
            case '?' -> ItemKind.BOOLEAN;
            default -> ItemKind.FLOAT;
        };
        String text = prefix == FormatParser.NONE ? String.valueOf(letter) : "" + prefix + letter;
        return new Scalar(text, letter, size, kind, prefix == '>' || prefix == '!');
    }

    @Override
    public char letter() {
        return letter;
    }

    @Override
    public ByteOrder order() {
        return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    ItemKind kind() {
        return kind;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    /** Reads its bits, extended with the sign. */
    long raw(MemorySegment segment, long offset) {
        return Memory.load(segment, offset, itemSize(), bigEndian);
    }

    /** Writes its bits, the lowest of these. */
    void raw(MemorySegment segment, long offset, long bits) {
        Memory.store(segment, offset, itemSize(), bigEndian, bits);
    }

    /** Reads it as {@link ItemKind} describes it. */
    long bits(MemorySegment segment, long offset) {
        long raw = raw(segment, offset);
        return switch (kind) {
            case SIGNED -> raw;
            case UNSIGNED, CHARACTER -> unsigned(raw);
            case BOOLEAN -> raw == 0 ? 0 : 1;
            case FLOAT -> Double.doubleToRawLongBits(real(raw));
        };
    }

    private long unsigned(long raw) {
        int unused = Long.SIZE - itemSize() * Byte.SIZE;
        return raw << unused >>> unused;
    }

    /** The value of a float's bits. */
    double real(long raw) {
        return switch (itemSize()) {
            case Short.BYTES -> Float.float16ToFloat((short) raw);
            case Integer.BYTES -> Float.intBitsToFloat((int) raw);
            default -> Double.longBitsToDouble(raw);
        };
    }

    /** The bits of a float's value; what does not fit becomes infinity. */
    long raw(double real) {
        return switch (itemSize()) {
            case Short.BYTES -> Half.bits(real);
            case Integer.BYTES -> Float.floatToRawIntBits((float) real);
            default -> Double.doubleToRawLongBits(real);
        };
    }

    @Override
    Object load(MemorySegment segment, long offset) {
        return Item.toObject(kind, bits(segment, offset), itemSize());
    }

    @Override
    void store(MemorySegment segment, long offset, Object value) {
        long bits = Item.fromObject(this, value);
        raw(segment, offset, kind == ItemKind.FLOAT ? raw(Double.longBitsToDouble(bits)) : bits);
    }

    @Override
    boolean matches(Format other) {
        return other instanceof Scalar scalar && letter == scalar.letter && itemSize() == scalar.itemSize()
                && bigEndian == scalar.bigEndian;
    }

    @Override
    boolean isByte() {
        return itemSize() == 1 && kind != ItemKind.BOOLEAN;
    }

    @Override
    int alignment() {
        return itemSize();
    }
}
