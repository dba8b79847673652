// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Millions of traps, in JVMs of their own: a lost access there is a wrong number, and a bad handler is a dead JVM. */
class StressTest {
    private static final Duration DEADLINE = Duration.ofSeconds(100);
    private static final Pattern FIGURES = Pattern.compile("accesses: (\\d+), traced: (\\d+), wrong: (\\d+)");

    @TempDir
    private Path folder;

    @BeforeAll
    static void onlyWhereRegistersTrap() {
        Trapping.required();
    }

    @ParameterizedTest
    @CsvSource({"G1, platform, 500000", "Z, platform, 500000", "G1, virtual, 500000", "Z, virtual, 500000"})
    void noAccessIsLostDoubledOrWrong(String collector, String threads, long each) throws Exception {
        Path crash = folder.resolve("hs_err.log");
        List<String> lines = new ArrayList<>();
        List<String> flags = List.of("-XX:+Use" + collector + "GC", "-Xmx128m", "-XX:ErrorFile=" + crash);

        int status = new ChildJvm(Stress.class, flags, Long.toString(each), threads).run(DEADLINE, lines::add);

        String output = String.join(System.lineSeparator(), lines);
        System.out.println(collector + " " + output);
        assertTrue(Files.notExists(crash), "the JVM crashed");
        assertEquals(0, status, output);
        Matcher figures = FIGURES.matcher(output);
        assertTrue(figures.find(), output);
        assertTrue(Long.parseLong(figures.group(1)) >= 4 * each, output);
        assertEquals(figures.group(1), figures.group(2), output);
        assertEquals("0", figures.group(3), output);
    }
}
