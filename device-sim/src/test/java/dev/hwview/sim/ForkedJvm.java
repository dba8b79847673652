// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hwview.device.Device;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class of these tests in a JVM that was started in another way, and answers what it printed. */
final class ForkedJvm {
    private static final long PATIENCE_SECONDS = 120;

    private ForkedJvm() {}

    /** Its lines; the test fails if the JVM crashed, hung or returned an error. */
    static List<String> run(Class<?> main, String... options) throws Exception {
        Path folder = Files.createTempDirectory("hwview-test-");
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(options));
            command.addAll(List.of("-cp", classPath(), main.getName()));
            Path output = folder.resolve("output");
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            String text = Files.readString(output);
            assertEquals(true, ended, () -> "no end after " + PATIENCE_SECONDS + " s: " + text);
            assertEquals(0, process.exitValue(), text);
            assertEquals(List.of("output"), names(folder), "a crash leaves an hs_err file");
            return text.lines().toList();
        } finally {
            delete(folder);
        }
    }

    /** The library, the simulator and these tests; a test runner may have them on its module path. */
    private static String classPath() throws URISyntaxException {
        String file = "/" + ForkedJvm.class.getName().replace('.', '/') + ".class";
        String tests = ForkedJvm.class.getResource(file).toString();
        return String.join(File.pathSeparator, home(Device.class), home(Simulation.class),
                Path.of(URI.create(tests.substring(0, tests.length() - file.length()))).toString());
    }

    private static String home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (String name : names(folder)) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
