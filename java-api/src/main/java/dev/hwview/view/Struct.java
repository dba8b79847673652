// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A record: named fields at fixed places, as C's struct. Declared once, in a static final, or read from a text by
 * {@link Format#of}:
 *
 * {@snippet :
 * static final Struct QUOTE = Struct.bigEndian().field("nanos", "Q").field("symbol", "8s").field("price", "i")
 *         .bits("H", "side:1 _:3 venue:4").build();
 * static final Member PRICE = QUOTE.member("price");
 *
 * MemoryView quotes = bytes.as(QUOTE);
 * PRICE.setInt(quotes, 7, PRICE.getInt(quotes, 7) + 1); // in place; nothing is allocated
 * MemoryView prices = quotes.field("price");            // all of them, as a view
 * }
 *
 * <p>As an object, such a record is a List of its fields' objects, in which an array is a List too. Immutable.
 */
public final class Struct extends Format {
    private final List<StructField> fields;
    private final int alignment;

    Struct(String text, int size, List<StructField> fields, int alignment) {
        super(text, size);
        this.fields = List.copyOf(fields);
        this.alignment = alignment;
    }

    /**
     * Declares a record whose fields are little-endian and lie side by side.
     *
     * @return to be given fields
     */
    public static StructBuilder littleEndian() {
        return new StructBuilder('<');
    }

    /**
     * Declares a record whose fields are big-endian, as on the network, and lie side by side.
     *
     * @return to be given fields
     */
    public static StructBuilder bigEndian() {
        return new StructBuilder('>');
    }

    /**
     * Declares a record as C lays it out: little-endian, aligned, {@code l} of 8 bytes.
     *
     * @return to be given fields
     */
    public static StructBuilder aligned() {
        return new StructBuilder('@');
    }

    /**
     * The names of the fields, in the order of their declaration.
     *
     * @return without those of nested records
     */
    public List<String> names() {
        return fields.stream().map(StructField::name).toList();
    }

    /**
     * A field, to be read and written in many records.
     *
     * @param path a name; {@code a.b} for a field of a nested record; {@code a[2]} for one of an array
     * @return to be kept in a static final
     * @throws ViewIndexException if there is no such field
     */
    public Member member(String path) {
        return Member.of(this, path);
    }

    /**
     * The fields, in the order of their declaration.
     *
     * @return with those of nested records in their formats
     */
    public List<StructField> fields() {
        return fields;
    }

    @Override
    public char letter() {
        return 'T';
    }

    @Override
    Object load(MemorySegment segment, long offset) {
        List<Object> values = new ArrayList<>(fields.size());
        for (StructField field : fields) {
            values.add(field.load(segment, offset));
        }
        return Collections.unmodifiableList(values);
    }

    /** By way of a record aside, so that a value that does not fit leaves the others as they were. */
    @Override
    void store(MemorySegment segment, long offset, Object value) {
        if (!(value instanceof List<?> values)) {
            throw wrongType(value);
        }
        if (values.size() != fields.size()) {
            throw Why.VALUE_RANGE.because("a list of " + values.size() + " values for the " + fields.size()
                    + " fields of " + this);
        }
        MemorySegment aside = MemorySegment.ofArray(new byte[itemSize()]);
        aside.copyFrom(segment.asSlice(offset, itemSize()));
        for (int i = 0; i < values.size(); i++) {
            fields.get(i).store(aside, 0, values.get(i));
        }
        MemorySegment.copy(aside, 0, segment, offset, itemSize());
    }

    @Override
    boolean matches(Format other) {
        if (!(other instanceof Struct that) || itemSize() != that.itemSize() || fields.size() != that.fields.size()) {
            return false;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).matches(that.fields.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    int alignment() {
        return alignment;
    }
}
