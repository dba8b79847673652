// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Runs recorded cases of Python's memoryview on MemoryView, on each storage. The last line tells how many steps passed,
 * failed and were skipped.
 */
final class Vectors {
    private static final String OWN = "/dev/hwview/view/vectors.jsonl.gz";
    private static final int GZIP_MAGIC = 0x1f;

    private Vectors() {}

    /** Takes a file, plain or compressed; without, the cases are the project's own. */
    public static void main(String[] args) throws IOException {
        Tally all = run(args.length > 0 ? Files.newInputStream(Path.of(args[0])) : own(), System.out);
        all.failures().forEach(System.out::println);
        System.out.println(all);
        System.exit(all.failures().isEmpty() ? 0 : 1);
    }

    static InputStream own() {
        return Vectors.class.getResourceAsStream(OWN);
    }

    static Tally run(InputStream input, PrintStream report) throws IOException {
        Tally[] tallies = new Tally[Storage.values().length];
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new Tally();
        }
        try (Reader text = new InputStreamReader(unpacked(input), StandardCharsets.UTF_8);
                BufferedReader lines = new BufferedReader(text)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    Object json = Json.parse(line);
                    for (Storage storage : Storage.values()) {
                        new VectorCase(Step.map(json), storage, tallies[storage.ordinal()]).run();
                    }
                }
            }
        }
        Tally all = new Tally();
        for (Storage storage : Storage.values()) {
            report.println(storage + ": " + tallies[storage.ordinal()]);
            all.add(tallies[storage.ordinal()]);
        }
        return all;
    }

    private static InputStream unpacked(InputStream input) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(input);
        buffered.mark(1);
        int first = buffered.read();
        buffered.reset();
        return first == GZIP_MAGIC ? new GZIPInputStream(buffered) : buffered;
    }
}
