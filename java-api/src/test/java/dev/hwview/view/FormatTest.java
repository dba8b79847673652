// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static dev.hwview.view.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hwview.view.vectors.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static final int FUZZED = 300_000;

    /** What CPython's struct module was seen to do; the script beside the recording made it. */
    @Test
    void structsAreReadAndWrittenAsPythonDoes() throws IOException {
        int cases = 0;
        for (Map<?, ?> recorded : recordings()) {
            String text = (String) recorded.get("format");
            Format format = Format.of(text);
            assertEquals(((BigInteger) recorded.get("size")).intValue(), format.itemSize(), text);
            MemoryView bytes = MemoryView.of(HexFormat.of().parseHex((String) recorded.get("bytes")));
            List<Object> expected = ((List<?>) recorded.get("values")).stream().map(FormatTest::value).toList();
            List<Object> seen = values(bytes.as(format).get(0));
            assertEquals(expected.toString(), seen.toString(), text);
            cases++;

            MemoryView written = MemoryView.of(new byte[format.itemSize()]).as(format);
            written.set(0, format instanceof Struct ? seen : seen.getFirst());
            assertEquals(seen.toString(), values(written.get(0)).toString(), text);
            if (!expected.contains("NaN")) {
                assertEquals(bytes.hex(), written.hex(), text);
                assertTrue(written.contentEquals(bytes.as(format)), text);
            }
        }
        assertEquals(3000, cases);
    }

    private static List<Map<?, ?>> recordings() throws IOException {
        List<Map<?, ?>> all = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(
                FormatTest.class.getResourceAsStream("structs.jsonl.gz")), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add((Map<?, ?>) Json.parse(line));
            }
        }
        return all;
    }

    /** A recorded value as ours would print it. */
    private static Object value(Object recorded) {
        if (!(recorded instanceof String text)) {
            return recorded;
        }
        String content = text.substring(2);
        if (text.startsWith("c:")) {
            return new String(HexFormat.of().parseHex(content), StandardCharsets.ISO_8859_1);
        }
        return switch (content) {
            case "nan" -> "NaN";
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(content);
        };
    }

    /** Python gives the values of a record one after the other, and so do records here. */
    private static List<Object> values(Object item) {
        return item instanceof List<?> list ? List.copyOf(list) : List.of(item);
    }

    @Test
    void oneLetterIsAlwaysTheSameFormat() {
        assertSame(Format.of("i"), Format.of("i"));
        assertEquals("@i", Format.of("@i").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "@", "<", "Z", "<n", "=P", "i:", "T{", "T{i", "T}", "}", "T{i:a}", "T{i:a:i:a:}",
        "T{i:a.b:}", "(2", "(2)", "()i", "(-1)i", "2", "99999999999B", "2147483647q", "2(3)i", "0s", "0i", "(0)i",
        "T{}",
        "65536B", "(65536,65536)B", "i}", "T{2i:a:}", "\u00b2i"})
    void whatIsNoFormatIsSaid(String text) {
        assertRefused(Why.CAST_FORMAT, () -> Format.of(text));
        assertRefused(Why.CAST_FORMAT, () -> MemoryView.of(new byte[8]).as(text));
    }

    @Test
    void recordsAreNotNestedWithoutEnd() {
        assertRefused(Why.CAST_FORMAT, () -> Format.of("T{".repeat(100_000)));
    }

    @Test
    void anyTextIsAFormatOrRefused() {
        Random random = new Random(7);
        String alphabet = "cbB?hHiIlLqQnNPefdspx@=<>!T{}():,0123456789 ab\u00e9";
        int formats = 0;
        for (int i = 0; i < FUZZED; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Format format = Format.of(text.toString());
                assertTrue(format.itemSize() > 0, text::toString);
                if (!text.toString().contains("(")) {
                    assertEquals(format.itemSize(), Format.of(format.toString()).itemSize(), text::toString);
                }
                formats++;
            } catch (CastException e) {
                assertEquals(Why.CAST_FORMAT, e.why(), text::toString);
            }
        }
        assertTrue(formats > FUZZED / 100, "only " + formats + " were formats");
    }
}
