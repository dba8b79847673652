// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link Struct} that is being declared, field by field. Not for several threads. */
public final class StructBuilder {
    private static final int MAX_FIELDS = 65_535;
    private static final Pattern BIT_FIELD = Pattern.compile("\\s*(\\w+)\\s*:\\s*(\\d{1,2})\\s*");
    /** What a path is written with. */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[.\\[\\]:]");

    private final List<StructField> fields = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private char prefix;
    private int alignment = 1;
    private long size;

    StructBuilder(char prefix) {
        this.prefix = prefix;
    }

    /**
     * A field.
     *
     * @param name its own in this record
     * @param format as for {@link Format#of}; without a prefix of its own it has the record's
     * @param shape the extents of an array; none for a single value
     * @return this
     * @throws CastException if the format is none, the name is taken or the record becomes too large
     */
    public StructBuilder field(String name, String format, int... shape) {
        return field(name, formatOf(format), shape);
    }

    /**
     * A field, such as a nested record.
     *
     * @param name its own in this record
     * @param format of it, or of each element of the array
     * @param shape the extents of an array; none for a single value
     * @return this
     * @throws CastException if the name is taken or the record becomes too large
     */
    public StructBuilder field(String name, Format format, int... shape) {
        align(format.alignment());
        add(name, format, shape);
        return this;
    }

    /**
     * Bit fields that share an unsigned number, from its lowest bit on.
     *
     * @param number the format of the number
     * @param declarations names and widths in bits, {@code side:1 _:3 venue:4}; the name {@code _} leaves bits out
     * @return this
     * @throws CastException if they don't fit the number, or a name is taken
     */
    public StructBuilder bits(String number, String declarations) {
        if (!(formatOf(number) instanceof Scalar base) || base.kind() != ItemKind.UNSIGNED) {
            throw Why.CAST_FORMAT.because("bit fields lie in an unsigned number, not in " + number);
        }
        align(base.alignment());
        long begin = size;
        int low = 0;
        Matcher matcher = BIT_FIELD.matcher(declarations);
        for (int at = 0; at < declarations.length(); at = matcher.end()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw Why.CAST_FORMAT.because("'" + declarations.substring(at) + "' is no name with a width in bits");
            }
            int width = Integer.parseInt(matcher.group(2));
            if (width == 0 || low + width > base.itemSize() * Byte.SIZE) {
                throw Why.CAST_FORMAT.because("bit field " + matcher.group(1) + " of " + width + " bits at bit " + low
                        + " does not fit format " + base);
            }
            if (!matcher.group(1).equals("_")) {
                size = begin;
                add(matcher.group(1), new Bits(base, low, width));
            }
            low += width;
        }
        size = begin;
        return skip(base.itemSize());
    }

    /**
     * Bytes that no field has.
     *
     * @param bytes how many
     * @return this
     * @throws CastException if they are fewer than none, or the record becomes too large
     */
    public StructBuilder skip(int bytes) {
        if (bytes < 0) {
            throw Why.CAST_FORMAT.because("a field can't begin " + -(long) bytes + " bytes before the last one's end");
        }
        grow(bytes);
        return this;
    }

    /**
     * Ends the declaration.
     *
     * @return the record; an aligned one is as long as C makes it, so that the next one is aligned too
     */
    public Struct build() {
        align(alignment);
        return build(StructField.text(fields, size));
    }

    Struct build(String text) {
        return new Struct(text, (int) size, fields, alignment);
    }

    private Format formatOf(String format) {
        boolean own = !format.isEmpty() && FormatParser.isPrefix(format.charAt(0)) || prefix == '@';
        return Format.of(own ? format : prefix + format);
    }

    /** Goes on with another byte order, aligned if it is the native one. */
    void prefix(char itsPrefix) {
        prefix = itsPrefix;
    }

    void align(int bytes) {
        if (prefix == '@' || prefix == FormatParser.NONE) {
            alignment = Math.max(alignment, bytes);
            grow(Math.floorMod(-size, bytes));
        }
    }

    void add(String name, Format format, int... shape) {
        if (!names.add(name) || NOT_IN_NAMES.matcher(name).find()) {
            throw Why.CAST_FORMAT.because("'" + name + "' can't be the name of one more field");
        }
        if (fields.size() == MAX_FIELDS) {
            throw Why.CAST_FORMAT.because("a record of more than " + MAX_FIELDS + " fields");
        }
        long bytes = format.itemSize();
        for (int extent : shape) {
            if (extent < 0) {
                throw Why.CAST_FORMAT.because("an extent of " + extent + " in field " + name);
            }
            bytes *= extent;
            requireSize(bytes);
        }
        fields.add(new StructField(name, format, Arrays.stream(shape).boxed().toList(), (int) size));
        grow(bytes);
    }

    /** The name of a field that was given none, as NumPy has it. */
    String nextName() {
        return "f" + fields.size();
    }

    private void grow(long bytes) {
        size += bytes;
        requireSize(size);
    }

    private static void requireSize(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw Why.CAST_FORMAT.because("a record of more than 2^31-1 bytes");
        }
    }
}
