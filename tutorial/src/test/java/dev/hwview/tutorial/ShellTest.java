// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the shell says one should try, tried. */
class ShellTest {
    private static final int SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void theLinesToTryWork() throws IOException, InterruptedException {
        Path start = Path.of("shell.jsh").toAbsolutePath();
        List<String> lines = Files.readAllLines(start).stream().filter(l -> l.startsWith("      ")).map(String::strip)
                .toList();
        assertEquals(5, lines.size());
        Path in = Files.writeString(folder.resolve("in"), String.join("\n", lines) + "\n/exit\n");
        Path out = folder.resolve("out");
        Process shell = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "-J-Djava.util.prefs.userRoot=" + folder, "--class-path", System.getProperty("java.class.path"),
                "-R--enable-native-access=ALL-UNNAMED", "--startup", "DEFAULT", "--startup", start.toString())
                .redirectInput(in.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertTrue(shell.waitFor(SECONDS, TimeUnit.SECONDS));
        } finally {
            shell.destroyForcibly();
        }
        String said = Files.readString(out);
        for (String expected : List.of("[[256, 1798], [770, 2312], [1284, 2826]]",
                "0b:0a:09:08:07:06:05:04:03:02:01:00",
                "\"0000cafe0405060708090a0b\"", "==> 120", "write32(0x8, 0x5)")) {
            assertTrue(said.contains(expected), () -> expected + " is not in\n" + said);
        }
        assertFalse(said.contains("Error") || said.contains("Exception"), said);
    }
}
