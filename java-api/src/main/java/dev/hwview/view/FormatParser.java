// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.Arrays;

/** Reads the text of a {@link Format}. What it makes is as large as the text, whatever counts stand there. */
final class FormatParser {
    /** Stands for no prefix. */
    static final char NONE = 0;

    private static final int MAX_DEPTH = 32;

    private final String text;
    private int at;
    private char prefix = NONE;
    private int depth;

    FormatParser(String text) {
        this.text = text;
    }

    Format format() {
        StructBuilder builder = fields();
        if (at < text.length()) {
            throw wrong("'" + text.charAt(at) + "' stands there");
        }
        Struct struct = builder.build(text);
        if (struct.itemSize() == 0) {
            throw wrong("an item would have no bytes");
        }
        // One value alone is no record but that value.
        StructField first = struct.fields().isEmpty() ? null : struct.fields().getFirst();
        return first != null && first.shape().isEmpty() && first.format().itemSize() == struct.itemSize()
                && struct.fields().size() == 1 ? first.format() : struct;
    }

    /** All up to the end or to a brace. */
    private StructBuilder fields() {
        StructBuilder struct = new StructBuilder(prefix);
        while (at < text.length() && text.charAt(at) != '}') {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (isPrefix(text.charAt(at))) {
                prefix = text.charAt(at++);
                struct.prefix(prefix);
            } else {
                field(struct);
            }
        }
        return struct;
    }

    static boolean isPrefix(char character) {
        return "@=<>!".indexOf(character) >= 0;
    }

    private void field(StructBuilder struct) {
        int[] shape = shape();
        int count = isDigit() ? number() : -1;
        Format format = element(count);
        if (format == null) {
            struct.skip(count < 0 ? 1 : count);
            return;
        }
        struct.prefix(prefix);
        struct.align(format.alignment());
        int copies = count < 0 || format instanceof Text ? 1 : count;
        String name = name();
        if (copies != 1 && (name != null || shape.length > 0)) {
            throw wrong("a count, where a shape in parentheses makes an array");
        }
        for (int i = 0; i < copies; i++) {
            struct.add(name == null ? struct.nextName() : name, format, shape);
        }
    }

    /** What the letter stands for; {@code null} for padding. */
    private Format element(int count) {
        if (at >= text.length()) {
            throw wrong("the letter is missing");
        }
        char letter = text.charAt(at++);
        return switch (letter) {
            case 'x' -> null;
            case 's', 'p' -> {
                int size = count < 0 ? 1 : count;
                yield new Text((count < 0 ? "" : count) + String.valueOf(letter), size, letter == 'p');
            }
            case 'T' -> record();
            default -> {
                Scalar scalar = Scalar.of(prefix, letter);
                if (scalar == null) {
                    at--;
                    throw wrong("'" + letter + "' is no letter of a format"
                            + (prefix == NONE ? "" : " with " + prefix));
                }
                yield scalar;
            }
        };
    }

    private Format record() {
        int begin = at - 1;
        if (++depth > MAX_DEPTH) {
            throw wrong("records more than " + MAX_DEPTH + " deep");
        }
        char outer = prefix;
        expect('{');
        StructBuilder fields = fields();
        expect('}');
        depth--;
        prefix = outer;
        // On its own it has to tell the order that it was in here.
        return fields.build((outer == NONE ? "" : outer) + text.substring(begin, at));
    }

    private int[] shape() {
        if (at >= text.length() || text.charAt(at) != '(') {
            return new int[0];
        }
        int[] shape = new int[Geometry.MAX_DIMENSIONS];
        int dimensions = 0;
        do {
            at++;
            if (dimensions == shape.length) {
                throw wrong("more than " + shape.length + " dimensions");
            }
            shape[dimensions++] = number();
        } while (at < text.length() && text.charAt(at) == ',');
        expect(')');
        return Arrays.copyOf(shape, dimensions);
    }

    private String name() {
        if (depth == 0 || at >= text.length() || text.charAt(at) != ':') {
            return null;
        }
        int end = text.indexOf(':', at + 1);
        if (end < 0) {
            throw wrong("a name that does not end in a colon");
        }
        String name = text.substring(at + 1, end);
        at = end + 1;
        return name;
    }

    private boolean isDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int number() {
        if (!isDigit()) {
            throw wrong("a number is missing");
        }
        long number = 0;
        while (isDigit()) {
            number = number * 10 + text.charAt(at++) - '0';
            if (number > Integer.MAX_VALUE) {
                throw wrong("a number beyond 2^31-1");
            }
        }
        return (int) number;
    }

    private void expect(char character) {
        if (at >= text.length() || text.charAt(at) != character) {
            throw wrong("'" + character + "' is missing");
        }
        at++;
    }

    private ViewException wrong(String what) {
        return Why.CAST_FORMAT.because("'" + text + "' is no format: " + what + " at " + at);
    }
}
