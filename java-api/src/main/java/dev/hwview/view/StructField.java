// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A named place in a record: one value, or with a shape an array of them.
 *
 * @param name its own in the record
 * @param format of each value
 * @param shape the extents of an array; empty for one value
 * @param offset of the first value in the record, in bytes
 */
public record StructField(String name, Format format, List<Integer> shape, int offset) {
    /**
     * The bytes of all its values. Bit fields have those of their number.
     *
     * @return how many
     */
    public long bytes() {
        return format.itemSize() * elements(0);
    }

    /** How many values one index of the dimension before this one leads to. */
    private long elements(int dimension) {
        return shape.stream().skip(dimension).mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    /** How many bytes from one index of a dimension to the next. */
    long stride(int dimension) {
        return format.itemSize() * elements(dimension + 1);
    }

    Object load(MemorySegment segment, long record) {
        return load(segment, record + offset, 0);
    }

    private Object load(MemorySegment segment, long at, int dimension) {
        if (dimension == shape.size()) {
            return format.load(segment, at);
        }
        List<Object> values = new ArrayList<>(shape.get(dimension));
        long stride = stride(dimension);
        for (int i = 0; i < shape.get(dimension); i++) {
            values.add(load(segment, at + i * stride, dimension + 1));
        }
        return Collections.unmodifiableList(values);
    }

    void store(MemorySegment segment, long record, Object value) {
        store(segment, record + offset, value, 0);
    }

    private void store(MemorySegment segment, long at, Object value, int dimension) {
        if (dimension == shape.size()) {
            format.store(segment, at, value);
            return;
        }
        List<?> values = list(value, shape.get(dimension));
        long stride = stride(dimension);
        for (int i = 0; i < values.size(); i++) {
            store(segment, at + i * stride, values.get(i), dimension + 1);
        }
    }

    private List<?> list(Object value, int length) {
        if (!(value instanceof List<?> list)) {
            throw format.wrongType(value);
        }
        if (list.size() != length) {
            throw Why.VALUE_RANGE.because("a list of " + list.size() + " values for the " + length + " of " + name);
        }
        return list;
    }

    boolean matches(StructField other) {
        return offset == other.offset && shape.equals(other.shape) && format.matches(other.format);
    }

    /** As PEP 3118 has it. */
    @Override
    public String toString() {
        String extents = shape.isEmpty() ? ""
                : shape.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
        return extents + format + ":" + name + ":";
    }

    /** PEP 3118's text of fields, with padding where there are none. */
    static String text(List<StructField> fields, long size) {
        StringBuilder text = new StringBuilder("T{");
        long at = 0;
        for (StructField field : fields) {
            text.append(padding(field.offset - at)).append(field);
            at = Math.max(at, field.offset + field.bytes());
        }
        return text.append(padding(size - at)).append('}').toString();
    }

    private static String padding(long bytes) {
        return bytes <= 0 ? "" : bytes == 1 ? "x" : bytes + "x";
    }
}
