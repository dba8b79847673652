// SPDX-License-Identifier: Apache-2.0
package dev.hwview.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** When sources were changed. */
final class SourceTimes {
    private final Path root;
    private final Map<String, Map<Path, Instant>> folders = new HashMap<>();

    SourceTimes(Path root) {
        this.root = root;
    }

    /**
     * A file that was changed after one moment and not after another.
     *
     * @param sources folders, from the root
     * @param after   the one moment
     * @param until   the other
     * @return the last one that was, from the root
     * @throws IOException if a folder can't be read
     */
    Optional<Path> changed(List<String> sources, Instant after, Instant until) throws IOException {
        Path last = null;
        Instant when = after;
        for (String folder : sources) {
            for (Map.Entry<Path, Instant> file : files(folder).entrySet()) {
                Instant time = file.getValue();
                if (time.isAfter(when) && !time.isAfter(until)) {
                    last = file.getKey();
                    when = time;
                }
            }
        }
        return Optional.ofNullable(last);
    }

    private Map<Path, Instant> files(String folder) throws IOException {
        Map<Path, Instant> known = folders.get(folder);
        if (known != null) {
            return known;
        }
        Map<Path, Instant> times = new HashMap<>();
        if (Files.isDirectory(root.resolve(folder))) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    times.put(root.relativize(file), Files.getLastModifiedTime(file).toInstant());
                }
            }
        }
        folders.put(folder, times);
        return times;
    }
}
