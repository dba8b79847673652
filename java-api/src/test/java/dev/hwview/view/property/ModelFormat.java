// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.property;

import dev.hwview.view.Why;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A format: one value or a record of several.
 *
 * @param text as the view has it
 * @param size of an item in bytes
 * @param values what lies in an item
 * @param offsets where
 */
record ModelFormat(String text, int size, List<ModelItem> values, List<Integer> offsets) {
    /** What a cast takes. */
    static final Map<String, ModelFormat> PYTHON = new LinkedHashMap<>();
    /** Some of the others. */
    static final Map<String, ModelFormat> OTHERS = new LinkedHashMap<>();

    static {
        for (char letter : "BbcHhIiLlQqNnPefd?".toCharArray()) {
            for (String prefix : List.of("", "@")) {
                PYTHON.put(prefix + letter, single(prefix, letter));
            }
        }
        for (String order : List.of("=", "<", ">", "!")) {
            for (char letter : "BcHhIiLlQqefd?".toCharArray()) {
                OTHERS.put(order + letter, single(order, letter));
            }
        }
        ModelItem text = new ModelItem('s', 3, false);
        OTHERS.put("3s", new ModelFormat("3s", 3, List.of(text), List.of(0)));
        record(">Hb", 3, 0, 2);
        record("<bxi", 6, 0, 2);
        record("bi", 8, 0, 4);
        record(">e?d", 11, 0, 2, 3);
    }

    private static ModelFormat single(String order, char letter) {
        ModelItem item = item(order.isEmpty() ? '@' : order.charAt(0), letter);
        return new ModelFormat(order + letter, item.size(), List.of(item), List.of(0));
    }

    private static void record(String text, int size, Integer... offsets) {
        char order = "<>".indexOf(text.charAt(0)) >= 0 ? text.charAt(0) : '@';
        List<ModelItem> values = text.chars().filter(c -> "<>x".indexOf(c) < 0)
                .mapToObj(c -> item(order, (char) c)).toList();
        OTHERS.put(text, new ModelFormat(text, size, values, List.of(offsets)));
    }

    private static ModelItem item(char order, char letter) {
        int size = switch (letter) {
            case 'B', 'b', 'c', '?' -> 1;
            case 'H', 'h', 'e' -> 2;
            case 'I', 'i', 'f' -> 4;
            case 'L', 'l' -> order == '@' ? 8 : 4;
            default -> 8;
        };
        return new ModelItem(letter, size, size > 1 && (order == '>' || order == '!'));
    }

    static ModelFormat of(String text) {
        ModelFormat format = PYTHON.getOrDefault(text, OTHERS.get(text));
        Refusal.unless(format != null, Why.CAST_FORMAT);
        return format;
    }

    static ModelFormat python(String text) {
        Refusal.unless(PYTHON.containsKey(text), Why.CAST_FORMAT);
        return PYTHON.get(text);
    }

    boolean isRecord() {
        return values.size() > 1;
    }

    /** What is not a record. */
    ModelItem value() {
        return values.getFirst();
    }

    boolean isByte() {
        return !isRecord() && "Bbc".indexOf(value().letter()) >= 0;
    }

    boolean isNumber() {
        return !isRecord() && value().letter() != 's';
    }

    /** What stands for all formats that one typed accessor is for; a blank if there is none. */
    char accessor() {
        char letter = value().letter();
        return !isNumber() ? ' ' : "efd?".indexOf(letter) >= 0 ? letter : " bh i   q".charAt(size);
    }

    /** Whether items can be moved as they are. */
    boolean sameAs(ModelFormat other) {
        return size == other.size && values.equals(other.values) && offsets.equals(other.offsets);
    }

    Object read(byte[] item) {
        List<Object> read = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            int from = offsets.get(i);
            read.add(values.get(i).read(Arrays.copyOfRange(item, from, from + values.get(i).size())));
        }
        return isRecord() ? read : read.getFirst();
    }

    /** The item with another value; bytes that no value has stay. */
    byte[] write(byte[] item, Object value) {
        Refusal.unless(!isRecord() || value instanceof List<?>, Why.VALUE_TYPE);
        List<?> written = isRecord() ? (List<?>) value : Arrays.asList(value);
        Refusal.unless(written.size() == values.size(), Why.VALUE_RANGE);
        byte[] changed = item.clone();
        for (int i = 0; i < values.size(); i++) {
            System.arraycopy(values.get(i).write(written.get(i)), 0, changed, offsets.get(i), values.get(i).size());
        }
        return changed;
    }
}
