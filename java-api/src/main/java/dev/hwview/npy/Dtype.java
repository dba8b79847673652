// SPDX-License-Identifier: Apache-2.0
package dev.hwview.npy;

import dev.hwview.view.Format;
import dev.hwview.view.Struct;
import dev.hwview.view.StructBuilder;
import dev.hwview.view.StructField;
import dev.hwview.view.ViewException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/** NumPy's names for formats, {@code <i4} for {@code i}. */
final class Dtype {
    private static final String KINDS = "b1? i1b u1B i2h u2H i4i u4I i8q u8Q f2e f4f f8d M8q m8q ";

    private Dtype() {}

    /** The format of a description: a string, or a list of fields. */
    static Format format(Object description) {
        try {
            return switch (description) {
                case String text -> simple(text);
                case List<?> fields -> record(fields);
                default -> throw new NpyException("'" + description + "' describes no item");
            };
        } catch (ViewException e) {
            throw new NpyException("items of " + description + " are no format here: " + e.getMessage());
        }
    }

    private static Format simple(String text) {
        if (text.length() < 3 || "<>|=".indexOf(text.charAt(0)) < 0) {
            throw new NpyException("'" + text + "' describes no item");
        }
        String order = text.charAt(0) == '>' ? ">" : "<";
        String size = text.substring(2).replaceFirst("\\[.*]", ""); // the unit of a time
        char kind = text.charAt(1);
        if (kind == 'S' || kind == 'V') {
            return Format.of(number(size, text) + "s");
        }
        if (kind == 'c') {
            String part = order + letter("f" + number(size, text) / 2, text);
            return Format.of("T{" + part + ":real:" + part + ":imag:}");
        }
        String letter = letter(kind + size, text);
        return Format.of(size.equals("1") ? letter : order + letter);
    }

    private static int number(String digits, String text) {
        if (!digits.matches("[1-9]\\d{0,8}")) {
            throw new NpyException("items of " + text + " have no size here");
        }
        return Integer.parseInt(digits);
    }

    private static String letter(String name, String text) {
        int at = name.length() == 2 ? KINDS.indexOf(name) : -1;
        if (at < 0 || at % 4 != 0) {
            throw new NpyException("items of " + text + " are none that a view shows");
        }
        return KINDS.substring(at + 2, at + 3);
    }

    private static Format record(List<?> fields) {
        StructBuilder struct = Struct.littleEndian();
        for (Object field : fields) {
            if (!(field instanceof List<?> parts) || parts.size() < 2 || parts.size() > 3) {
                throw new NpyException("'" + field + "' describes no field");
            }
            Format format = format(parts.get(1));
            int[] shape = parts.size() == 3 ? extents(parts.get(2)) : new int[0];
            // A title may stand before the name.
            Object name = parts.get(0) instanceof List<?> both && both.size() == 2 ? both.get(1) : parts.get(0);
            if (!(name instanceof String text)) {
                throw new NpyException("'" + name + "' is no name of a field");
            }
            if (text.isEmpty()) {
                struct.skip(format.itemSize()); // this is how NumPy writes padding
            } else {
                struct.field(text, format, shape);
            }
        }
        Struct record = struct.build();
        if (record.itemSize() == 0) {
            throw new NpyException("'" + fields + "' describes an item without bytes");
        }
        return record;
    }

    private static int[] extents(Object shape) {
        List<?> list = shape instanceof List<?> several ? several : List.of(shape);
        return list.stream().mapToInt(extent -> {
            if (!(extent instanceof Long number) || number < 0 || number > Integer.MAX_VALUE) {
                throw new NpyException("'" + shape + "' is no shape of a field");
            }
            return number.intValue();
        }).toArray();
    }

    /** The description of a format, as Python writes it. */
    static String describe(Format format) {
        return switch (format.letter()) {
            case 's', 'c' -> "'|S" + format.itemSize() + "'";
            case '?' -> "'|b1'";
            case 'T' -> describe((Struct) format);
            case 'p', 't' -> throw new NpyException("NumPy has no items of format " + format);
            default -> "'" + (format.itemSize() == 1 ? "|" : format.order() == ByteOrder.BIG_ENDIAN ? ">" : "<")
                    + kind(format.letter()) + format.itemSize() + "'";
        };
    }

    private static char kind(char letter) {
        return "efd".indexOf(letter) >= 0 ? 'f' : Character.isUpperCase(letter) ? 'u' : 'i';
    }

    private static String describe(Struct struct) {
        StringBuilder text = new StringBuilder("[");
        long at = 0;
        for (StructField field : struct.fields()) {
            text.append(padding(field.offset() - at)).append("('").append(field.name().replace("\\", "\\\\")
                    .replace("'", "\\'")).append("', ").append(describe(field.format()));
            if (!field.shape().isEmpty()) {
                text.append(", ").append(tuple(field.shape().stream().map(String::valueOf).toList()));
            }
            text.append("), ");
            at = field.offset() + field.bytes();
        }
        return text.append(padding(struct.itemSize() - at)).append("]").toString();
    }

    private static String padding(long bytes) {
        return bytes == 0 ? "" : "('', '|V" + bytes + "'), ";
    }

    /** A tuple, as Python writes it. */
    static String tuple(List<String> values) {
        return values.size() == 1 ? "(" + values.getFirst() + ",)"
                : values.stream().collect(Collectors.joining(", ", "(", ")"));
    }
}
