// SPDX-License-Identifier: Apache-2.0
package dev.hwview.npy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a Python literal: Maps, Lists (for lists and tuples), Strings, Longs and Booleans. */
final class Literal {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;
    private int depth;

    private Literal(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        Literal literal = new Literal(text);
        Object value = literal.value();
        literal.skipBlanks();
        if (literal.at < text.length()) {
            throw literal.wrong("more than one value");
        }
        return value;
    }

    private Object value() {
        char first = peek();
        if (++depth > MAX_DEPTH) {
            throw wrong("values too deep in each other");
        }
        Object value = switch (first) {
            case '{' -> map();
            case '[' -> list(']');
            case '(' -> list(')');
            case '\'', '"' -> string();
            default -> first == '-' || Character.isDigit(first) ? number() : word();
        };
        depth--;
        return value;
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        while (!took('}')) {
            if (!(value() instanceof String key)) {
                throw wrong("a key that is no string");
            }
            require(':');
            map.put(key, value());
            if (!took(',')) {
                require('}');
                break;
            }
        }
        return map;
    }

    /** A tuple of one has a comma behind it; without, it would be just that one. */
    private Object list(char end) {
        List<Object> list = new ArrayList<>();
        boolean comma = false;
        at++;
        while (!took(end)) {
            list.add(value());
            comma = took(',');
            if (!comma) {
                require(end);
                break;
            }
        }
        return end == ')' && list.size() == 1 && !comma ? list.getFirst() : list;
    }

    private String string() {
        char quote = text.charAt(at++);
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == quote) {
                return string.toString();
            }
            if (next == '\\' && at < text.length()) {
                next = text.charAt(at++);
                if (next != '\\' && next != '\'' && next != '"') {
                    throw wrong("an escape that is not known here");
                }
            }
            string.append(next);
        }
        throw wrong("a string without an end");
    }

    private Long number() {
        int begin = at++;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        try {
            long number = Long.parseLong(text.substring(begin, at));
            if (at < text.length() && text.charAt(at) == 'L') {
                at++; // as Python 2 wrote it
            }
            return number;
        } catch (NumberFormatException e) {
            throw wrong("a number that is none of 64 bits");
        }
    }

    private Boolean word() {
        for (String word : new String[] {"True", "False"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw wrong("no value");
    }

    private boolean took(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    private void require(char expected) {
        if (!took(expected)) {
            throw wrong("no '" + expected + "'");
        }
    }

    private char peek() {
        skipBlanks();
        if (at >= text.length()) {
            throw wrong("no more text");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private NpyException wrong(String what) {
        return new NpyException("the header is no Python literal: " + what + " at " + at);
    }
}
