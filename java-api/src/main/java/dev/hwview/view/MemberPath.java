// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a path such as {@code a.b[2]} leads to in a record.
 *
 * @param format of the value, or of each value of an array
 * @param shape the extents that the path has left
 * @param offset of the first value in the record, in bytes
 */
record MemberPath(Format format, List<Integer> shape, long offset) {
    private static final Pattern STEP = Pattern.compile("\\[(\\d{1,9})]|(\\.?)([^.\\[\\]]+)");

    /** Follows a path. */
    static MemberPath of(Struct struct, String path) {
        MemberPath place = new MemberPath(struct, List.of(), 0);
        Matcher step = STEP.matcher(path);
        int at = 0;
        while (place != null && step.find() && step.start() == at) {
            boolean begins = at == 0;
            at = step.end();
            if (step.group(1) != null) {
                place = place.element(Integer.parseInt(step.group(1)));
            } else {
                place = begins == step.group(2).isEmpty() ? place.field(step.group(3)) : null;
            }
        }
        if (place == null || at < path.length() || at == 0) {
            throw Why.KEY.because("'" + path + "' leads to no field of " + struct);
        }
        return place;
    }

    private MemberPath field(String name) {
        if (!(format instanceof Struct struct) || !shape.isEmpty()) {
            return null;
        }
        for (StructField field : struct.fields()) {
            if (field.name().equals(name)) {
                return new MemberPath(field.format(), field.shape(), offset + field.offset());
            }
        }
        return null;
    }

    private MemberPath element(int index) {
        if (shape.isEmpty() || index >= shape.getFirst()) {
            return null;
        }
        return new MemberPath(format, shape.subList(1, shape.size()), offset + index * strides()[0]);
    }

    /** Bytes from one index of a dimension to the next. */
    long[] strides() {
        long[] strides = new long[shape.size()];
        long stride = format.itemSize();
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.get(i);
        }
        return strides;
    }
}
