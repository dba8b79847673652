// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each example prints what stands behind it. */
class ExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/hwview/tutorial/examples");
    private static final String PRINTS = "// prints\n";

    @TestFactory
    Stream<DynamicTest> examples() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<Path> examples = files.filter(p -> !p.endsWith("package-info.java")).sorted().toList();
            assertTrue(examples.size() >= 8, "only " + examples.size());
            return examples.stream().map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> run(p)));
        }
    }

    private static void run(Path example) throws Exception {
        String source = Files.readString(example);
        int prints = source.indexOf(PRINTS);
        assertTrue(prints > 0, "it does not say what it prints");
        String expected = source.substring(prints + PRINTS.length()).lines()
                .map(l -> l.substring(Math.min(3, l.length())))
                .collect(Collectors.joining("\n"));
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Class.forName(ExamplesTest.class.getPackageName() + "."
                    + example.getFileName().toString().replace(".java", ""))
                    .getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
        }
        assertEquals(expected, printed.toString(StandardCharsets.UTF_8).strip());
    }
}
