// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a file {@code TEST-CLASS.xml}, as Surefire writes them. */
final class SuiteReader {
    private static final Pattern FILE = Pattern.compile("TEST-(.+)\\.xml");
    /** What JUnit puts before the reason of who skipped a test. */
    private static final Pattern FRAME = Pattern.compile(
            "^(parent was skipped: )?(org\\.opentest4j\\.TestAbortedException(: )?)?(Assumption failed: )?");
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;

    private SuiteReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Whether a file is one of results, by its name. */
    static boolean isResults(Path file) {
        return FILE.matcher(file.getFileName().toString()).matches();
    }

    /**
     * Reads one.
     *
     * @param module the module that it belongs to
     * @param file   the file
     * @return what it says
     * @throws IOException if it can't be read, is damaged, or is something else; the message does not name the file
     */
    static Suite read(String module, Path file) throws IOException {
        String className = FILE.matcher(file.getFileName().toString()).replaceFirst("$1");
        Instant when = Files.getLastModifiedTime(file).toInstant();
        try (InputStream bytes = Files.newInputStream(file)) {
            return new SuiteReader(FACTORY.createXMLStreamReader(bytes)).suite(module, className, when);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new IOException("it is damaged, or was not written to its end (line " + line + ")", e);
        }
    }

    private Suite suite(String module, String className, Instant when) throws XMLStreamException, IOException {
        xml.nextTag();
        if (!xml.getLocalName().equals("testsuite")) {
            throw new IOException("no results, it begins with <" + xml.getLocalName() + ">");
        }
        String title = attribute("name");
        List<TestCase> cases = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
            if (xml.isStartElement()) {
                if (xml.getLocalName().equals("testcase")) {
                    cases.add(testCase());
                } else {
                    skip();
                }
            }
        }
        return new Suite(module, className, title.isEmpty() ? className : title, when, cases);
    }

    private TestCase testCase() throws XMLStreamException {
        String className = attribute("classname");
        String name = attribute("name");
        double seconds = seconds(attribute("time"));
        Outcome outcome = Outcome.PASSED;
        String reason = "";
        String details = "";
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String element = xml.getLocalName();
            boolean skipped = element.equals("skipped");
            if (skipped || element.equals("failure") || element.equals("error")) {
                outcome = skipped ? Outcome.SKIPPED : Outcome.FAILED;
                String message = attribute("message");
                String type = attribute("type");
                String text = xml.getElementText().strip();
                reason = skipped ? whySkipped(message, text) : whyFailed(message, type, text);
                details = skipped ? "" : text;
            } else {
                skip();
            }
        }
        return new TestCase(className, name, outcome, seconds, reason, details);
    }

    private static String whySkipped(String message, String text) {
        String said = message.isEmpty() ? text.lines().findFirst().orElse("") : message;
        String reason = FRAME.matcher(said).replaceFirst("").strip();
        return reason.isEmpty() ? "no reason given" : reason;
    }

    private static String whyFailed(String message, String type, String text) {
        if (!message.isBlank()) {
            return message.strip();
        }
        return type.isEmpty() ? text.lines().findFirst().orElse("no reason given") : type;
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Surefire writes thousands with a comma. */
    static double seconds(String time) {
        try {
            return Double.parseDouble(time.replace(",", ""));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> { }
            }
        }
    }
}
