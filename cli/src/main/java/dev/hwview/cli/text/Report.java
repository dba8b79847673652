// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a command found out, fact by fact: for people a line each, for programs JSON with the same names. */
public final class Report {
    private final Map<String, Fact> facts = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * One fact.
     *
     * @param value a string, number, boolean, or a map or list of such
     * @param text for people; {@code null} if it is of no interest to them
     */
    private record Fact(Object value, String text) {}

    /** A fact that is told as it is. */
    public void fact(String name, Object value) {
        fact(name, value, String.valueOf(value));
    }

    /** A fact of which people are told something nicer, or, with {@code null}, nothing. */
    public void fact(String name, Object value, String text) {
        facts.put(name, new Fact(value, text));
    }

    /** Something that is not as it has to be. */
    public void failure(String text) {
        failures.add(text);
    }

    /** All that is not as it has to be. */
    public List<String> failures() {
        return failures;
    }

    /** Prints all, and answers with the exit status. */
    public int print(Terminal terminal, PrintWriter out, boolean json) {
        if (json) {
            Json.print(out, this::write);
        } else {
            facts.values().removeIf(fact -> fact.text == null);
            int width = facts.keySet().stream().mapToInt(name -> label(name).length()).max().orElse(0);
            facts.forEach((name, fact) -> {
                String padded = label(name) + " ".repeat(width - label(name).length());
                String text = wrap(fact.text, width + 2, terminal.columns());
                out.println(terminal.paint(Terminal.Style.NAME, padded) + "  " + text);
            });
            failures.forEach(f -> out.println(terminal.paint(Terminal.Style.BAD, "FAILED") + "  " + f));
            if (failures.isEmpty()) {
                out.println(terminal.paint(Terminal.Style.GOOD, "OK"));
            }
        }
        return failures.isEmpty() ? 0 : Failure.FAILED;
    }

    /** Breaks a list where the line would be too long, behind a comma or two blanks. */
    private static String wrap(String text, int indent, int columns) {
        StringBuilder lines = new StringBuilder();
        int column = indent;
        for (String item : text.split("(?<=, |  )")) {
            if (column > indent && column + item.stripTrailing().length() > columns) {
                lines.setLength(lines.toString().stripTrailing().length());
                lines.append(System.lineSeparator()).append(" ".repeat(indent));
                column = indent;
            }
            lines.append(item);
            column += item.length();
        }
        return lines.toString();
    }

    /**
     * Programs need the unit in the name, people have it in the text: {@code roundTripNanos} is "round trip" to them.
     */
    private static String label(String name) {
        return words(name.replaceAll("(Nanos|Bytes)$", ""));
    }

    /** {@code goodPacketsReceived} is "good packets received". */
    public static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Fact> each : facts.entrySet()) {
            json.writeFieldName(each.getKey());
            write(json, each.getValue().value);
        }
        json.writeFieldName("failures");
        write(json, failures);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> each : map.entrySet()) {
                json.writeFieldName(each.getKey().toString());
                write(json, each.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                write(json, each);
            }
            json.writeEndArray();
        } else {
            json.writePOJO(value); // numbers, strings, booleans: they need no codec
        }
    }
}
