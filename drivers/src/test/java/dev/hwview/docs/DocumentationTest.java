// SPDX-License-Identifier: Apache-2.0
package dev.hwview.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each Java example of the README, the documents and the course's notes compiles, runs, and prints what the text behind
 * it says.
 */
class DocumentationTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern EXAMPLE = Pattern.compile("^```java\n(.*?)^```\n\n^```text\n(.*?)^```",
            Pattern.DOTALL | Pattern.MULTILINE);
    /** Fragments are indented. */
    private static final Pattern JAVA = Pattern.compile("^```java\n", Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("public (?:final )?class (\\w+)");

    @TempDir
    Path classes;

    private record Example(Path document, String name, String source, String output) {}

    @TestFactory
    Stream<DynamicTest> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path document : documents()) {
            String text = Files.readString(document);
            int before = examples.size();
            Matcher matcher = EXAMPLE.matcher(text);
            while (matcher.find()) {
                Matcher name = CLASS.matcher(matcher.group(1));
                assertTrue(name.find(), document + " has an example without a public class");
                examples.add(new Example(document, name.group(1), matcher.group(1), matcher.group(2)));
            }
            assertEquals(JAVA.matcher(text).results().count(), examples.size() - before,
                    document + " has an example without the output that it prints");
        }
        assertFalse(examples.isEmpty());
        return examples.stream().map(e -> DynamicTest.dynamicTest(
                ROOT.relativize(e.document()) + " " + e.name(), () -> assertEquals(e.output(), run(e))));
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String folder : List.of("docs", "tutorial/notes")) {
            try (Stream<Path> docs = Files.list(ROOT.resolve(folder))) {
                docs.filter(p -> p.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }

    private String run(Example example) throws Exception {
        compile(example);
        PrintStream console = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
            loader.loadClass(example.name()).getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {System.getProperty("hwview.example.model", "")});
        } finally {
            System.setOut(console);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }

    private void compile(Example example) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        var source = new SimpleJavaFileObject(URI.create("string:///" + example.name() + ".java"),
                SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return example.source();
            }
        };
        List<String> options = List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"),
                "--release", "22");
        assertTrue(compiler.getTask(messages, null, null, options, null, List.of(source)).call(), messages::toString);
    }
}
