// SPDX-License-Identifier: Apache-2.0
package dev.hwview.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hwview.view.vectors.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real NumPy, in a process of its own. */
final class NumPy {
    /** Debian's, whichever other Python there may be. */
    private static final String PYTHON = "/usr/bin/python3";
    private static final int SECONDS = 120;

    private NumPy() {}

    /** Where there is none, tests are skipped, but never where CI has to have installed it. */
    static void require() throws IOException, InterruptedException {
        boolean there = Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import numpy").redirectErrorStream(true).start().waitFor() == 0;
        assumeTrue(there || System.getenv("CI") != null, "python3-numpy is not installed");
        assertTrue(there, "python3-numpy is not installed");
    }

    /** What it says of each file of a folder, in the order of their names. */
    static List<Map<?, ?>> run(String what, Path folder) throws IOException, InterruptedException, URISyntaxException {
        Path out = Files.createTempFile(folder, "said", ".txt");
        Path script = Path.of(NumPy.class.getResource("arrays.py").toURI());
        Process process = new ProcessBuilder(PYTHON, "-W", "ignore", script.toString(), what, folder.toString())
                .redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "NumPy takes too long");
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(out);
        assertEquals(0, process.exitValue(),
                () -> String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
        List<Map<?, ?>> said = new ArrayList<>();
        for (String line : lines) {
            said.add((Map<?, ?>) Json.parse(line));
        }
        return said;
    }
}
