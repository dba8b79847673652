// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

import dev.hwview.view.Key;
import dev.hwview.view.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One step of a case, with its arguments as Java has them. */
record Step(Map<String, Object> json) {
    String op() {
        return (String) json.get("op");
    }

    boolean isDynamic() {
        return Boolean.TRUE.equals(json.get("dyn"));
    }

    int target() throws InexpressibleException {
        return Math.toIntExact(Value.toLong(json.get("target")));
    }

    /** The new id, or {@code null}. */
    Object result() {
        return json.get("result");
    }

    Map<String, Object> expect() {
        return map(json.get("expect"));
    }

    boolean has(String name) {
        return map(json.get("args")).get(name) != null;
    }

    Object argument(String name) {
        return map(json.get("args")).get(name);
    }

    Object value() throws InexpressibleException {
        return Value.toJava(argument("value"));
    }

    String text(String name) throws InexpressibleException {
        if (argument(name) instanceof String text) {
            return text;
        }
        throw new InexpressibleException(argument(name));
    }

    long number(String name) throws InexpressibleException {
        return Value.toLong(argument(name));
    }

    int smallNumber(String name) throws InexpressibleException {
        long number = number(name);
        if (number != (int) number) {
            throw new InexpressibleException(number);
        }
        return (int) number;
    }

    long[] numbers(String name) throws InexpressibleException {
        if (!(argument(name) instanceof List<?> list)) {
            throw new InexpressibleException(argument(name));
        }
        long[] numbers = new long[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Value.toLong(list.get(i));
        }
        return numbers;
    }

    Slice slice() throws InexpressibleException {
        return new Slice(bound(argument("start")), bound(argument("stop")), bound(argument("step")));
    }

    Key key() throws InexpressibleException {
        return key(argument("key"));
    }

    Key[] keys() throws InexpressibleException {
        return keys((List<?>) argument("key"));
    }

    private static Key[] keys(List<?> list) throws InexpressibleException {
        List<Key> keys = new ArrayList<>();
        for (Object key : list) {
            keys.add(key(key));
        }
        return keys.toArray(Key[]::new);
    }

    private static Key key(Object key) throws InexpressibleException {
        if (!(key instanceof Map<?, ?> map)) {
            return Key.at(Value.toPlace(key));
        }
        if (map.containsKey("ellipsis")) {
            return Key.ELLIPSIS;
        }
        if (map.get("slice") instanceof List<?> parts) {
            return new Slice(bound(parts.get(0)), bound(parts.get(1)), bound(parts.get(2)));
        }
        if (map.get("tuple") instanceof List<?> list) {
            return Key.tuple(keys(list));
        }
        throw new InexpressibleException(key);
    }

    private static Long bound(Object part) throws InexpressibleException {
        return part == null ? null : Value.toPlace(part);
    }

    @SuppressWarnings("unchecked") // objects have nothing but strings for names
    static Map<String, Object> map(Object object) {
        return object == null ? Map.of() : (Map<String, Object>) object;
    }
}
