// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of text, {@code s}, or Pascal's with their length before them, {@code p}. As an object it is a String of
 * characters up to 0xff, one for each byte, as {@code c} is one Character.
 */
final class Text extends Format {
    private static final int LARGEST_LENGTH = 0xff;

    private final boolean pascal;

    Text(String text, int size, boolean pascal) {
        super(text, size);
        this.pascal = pascal;
    }

    @Override
    public char letter() {
        return pascal ? 'p' : 's';
    }

    @Override
    Object load(MemorySegment segment, long offset) {
        int length = itemSize();
        long begin = offset;
        if (pascal && length > 0) {
            // As Python has it: a length that is too large means all that there is.
            length = Math.min(Byte.toUnsignedInt(segment.get(Memory.BYTE, begin++)), length - 1);
        }
        byte[] bytes = new byte[length];
        MemorySegment.copy(segment, Memory.BYTE, begin, bytes, 0, length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    void store(MemorySegment segment, long offset, Object value) {
        byte[] bytes = switch (value) {
            case byte[] given -> given;
            case CharSequence given -> bytes(given);
            case null, default -> throw wrongType(value);
        };
        int room = pascal ? Math.clamp(itemSize() - 1, 0, LARGEST_LENGTH) : itemSize();
        if (bytes.length > room) {
            throw Why.VALUE_RANGE.because(bytes.length + " bytes do not fit the " + room + " of format " + this);
        }
        byte[] item = new byte[itemSize()]; // the rest is filled with zeros
        int before = pascal && item.length > 0 ? 1 : 0;
        if (before > 0) {
            item[0] = (byte) bytes.length;
        }
        System.arraycopy(bytes, 0, item, before, bytes.length);
        MemorySegment.copy(item, 0, segment, Memory.BYTE, offset, item.length);
    }

    private byte[] bytes(CharSequence characters) {
        if (characters.chars().anyMatch(c -> c > LARGEST_LENGTH)) {
            throw outOfRange(characters);
        }
        return characters.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    boolean matches(Format other) {
        return other instanceof Text that && pascal == that.pascal && itemSize() == that.itemSize();
    }
}
