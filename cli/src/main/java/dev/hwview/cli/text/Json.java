// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;

/** Prints JSON, indented. */
public final class Json {
    private Json() {}

    /** Writes a document. */
    @FunctionalInterface
    public interface Document {
        /**
         * Writes it.
         *
         * @param json takes the tokens
         * @throws IOException never in fact: it goes to memory
         */
        void write(JsonGenerator json) throws IOException;
    }

    /** Prints a document and ends the line. It is whole before the first character is printed. */
    public static void print(PrintWriter out, Document document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            document.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(text);
    }

    /** A value of up to 64 bits, which JSON has no sign for. */
    public static void writeUnsigned(JsonGenerator json, String name, long value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(new BigInteger(Long.toUnsignedString(value)));
    }
}
