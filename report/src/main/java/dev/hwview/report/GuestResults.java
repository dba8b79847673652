// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What JUnit's launcher leaves for each boot of the guest, one file of all classes, as a file for each class. So
 * whatever collects the host's results finds these beside them.
 */
final class GuestResults {
    /** What scripts/guest leaves for each boot, however that ends. */
    private static final String BOOT = ".command";
    private static final Pattern ID = Pattern.compile("^unique-id: .*\\[class:([^\\]]+)\\]", Pattern.MULTILINE);
    private static final Pattern TITLE =
            Pattern.compile("^display-name: [^>]+ > ([^>]+?)(?: > .*)?$", Pattern.MULTILINE);

    private final Path results;
    private final Path folder;
    private final DocumentBuilder builder;
    private final Map<String, ClassResults> classes = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private GuestResults(Path results, Path folder) {
        this.results = results;
        this.folder = folder;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // else it prints what it throws
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no parser for XML", e);
        }
    }

    /**
     * Makes the files, in place of those of an earlier run. What can't be told becomes a failed test of its own.
     *
     * @param results the folder that the guest wrote into, with one below it for each further boot
     * @param folder  where the files shall be
     * @return what can't be told
     * @throws IOException if a file can't be read or written
     */
    static List<Problem> split(Path results, Path folder) throws IOException {
        GuestResults guest = new GuestResults(results, folder);
        guest.read();
        guest.write();
        return guest.problems;
    }

    private void read() throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(results)) {
            try (Stream<Path> all = Files.walk(results)) {
                all.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        List<Path> written = files.stream().filter(SuiteReader::isResults).toList();
        for (Path file : written) {
            read(file);
        }
        if (files.isEmpty()) {
            problems.add(new Problem(results.toString(), "the guest was not begun"));
        }
        files.stream().filter(file -> file.getFileName().toString().equals(BOOT)).map(Path::getParent)
                .filter(boot -> written.stream().noneMatch(file -> file.getParent().equals(boot)))
                .forEach(boot -> problems.add(new Problem(boot.toString(), "the guest ended before it wrote results")));
        if (problems.isEmpty() && classes.isEmpty()) {
            problems.add(new Problem(results.toString(), "no test was run"));
        }
    }

    private void read(Path file) throws IOException {
        Element suite;
        try {
            suite = builder.parse(file.toFile()).getDocumentElement();
        } catch (SAXException e) {
            String line = e instanceof SAXParseException at ? " (line " + at.getLineNumber() + ")" : "";
            problems.add(new Problem(file.toString(),
                    "it is damaged, or the guest ended before it was written to its end" + line));
            return;
        }
        if (!suite.getTagName().equals("testsuite")) {
            problems.add(new Problem(file.toString(), "no results, it begins with <" + suite.getTagName() + ">"));
            return;
        }
        FileTime when = Files.getLastModifiedTime(file);
        for (Element test : children(suite, "testcase")) {
            String said = children(test, "system-out").stream().map(Element::getTextContent)
                    .collect(Collectors.joining("\n"));
            Matcher id = ID.matcher(said);
            String name = id.find() ? id.group(1) : test.getAttribute("classname");
            Matcher title = TITLE.matcher(said);
            String told = title.find() ? title.group(1) : name;
            classes.computeIfAbsent(name, n -> new ClassResults(told, suite, when, new ArrayList<>()))
                    .tests().add(test);
        }
    }

    /** The tests of one class. */
    private record ClassResults(String title, Element suite, FileTime when, List<Element> tests) {}

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                children.add(child);
            }
        }
        return children;
    }

    private void write() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file : (Iterable<Path>) old.filter(SuiteReader::isResults)::iterator) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, ClassResults> one : classes.entrySet()) {
            ClassResults results = one.getValue();
            Document document = builder.newDocument();
            Element suite = suite(document, results.title());
            children(results.suite(), "properties").forEach(all -> suite.appendChild(document.importNode(all, true)));
            results.tests().forEach(test -> suite.appendChild(document.importNode(test, true)));
            Files.setLastModifiedTime(write(document, one.getKey()), results.when());
        }
        if (!problems.isEmpty()) {
            Document document = builder.newDocument();
            Element suite = suite(document, "guest");
            for (Problem problem : problems) {
                Element test = (Element) suite.appendChild(document.createElement("testcase"));
                test.setAttribute("classname", "guest");
                test.setAttribute("name", "results");
                test.setAttribute("time", "0");
                Element error = (Element) test.appendChild(document.createElement("error"));
                error.setAttribute("message", problem.toString());
            }
            write(document, "guest");
        }
    }

    private static Element suite(Document document, String title) {
        Element suite = document.createElement("testsuite");
        suite.setAttribute("name", title);
        document.appendChild(suite);
        return suite;
    }

    private Path write(Document document, String name) throws IOException {
        Element suite = document.getDocumentElement();
        List<Element> tests = children(suite, "testcase");
        suite.setAttribute("tests", Integer.toString(tests.size()));
        suite.setAttribute("failures", count(tests, "failure"));
        suite.setAttribute("errors", count(tests, "error"));
        suite.setAttribute("skipped", count(tests, "skipped"));
        double seconds = tests.stream().mapToDouble(test -> SuiteReader.seconds(test.getAttribute("time"))).sum();
        suite.setAttribute("time", String.format(Locale.ROOT, "%.3f", seconds));
        Path file = folder.resolve("TEST-" + name.replace('/', '_') + ".xml");
        try {
            TransformerFactory.newDefaultInstance().newTransformer()
                    .transform(new DOMSource(document), new StreamResult(file.toFile()));
        } catch (TransformerException e) {
            throw new IOException(file + " can't be written: " + e.getMessage(), e);
        }
        return file;
    }

    private static String count(List<Element> tests, String how) {
        return Long.toString(tests.stream().filter(test -> !children(test, how).isEmpty()).count());
    }
}
