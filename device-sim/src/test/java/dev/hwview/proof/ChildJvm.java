// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A JVM of its own, for what depends on how a JVM was started. It is killed at its deadline: one that hangs inside an
 * access no longer hears SIGTERM.
 */
final class ChildJvm {
    private final List<String> command = new ArrayList<>();

    ChildJvm(Class<?> main, List<String> flags, String... arguments) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(ClassPath.ours());
        command.add(main.getName());
        command.addAll(List.of(arguments));
    }

    /**
     * Runs it to its end.
     *
     * @param lines gets what it prints, errors too
     * @return its exit status
     */
    int run(Duration deadline, Consumer<String> lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture<Void> watchdog = CompletableFuture.runAsync(() -> {
            if (process.isAlive()) {
                lines.accept("no end after " + deadline.toSeconds() + " s");
                process.destroyForcibly();
            }
        }, CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS));
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines);
            return process.waitFor();
        } finally {
            watchdog.cancel(false);
            process.destroyForcibly();
        }
    }
}
