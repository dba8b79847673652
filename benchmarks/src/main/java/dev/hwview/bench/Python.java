// SPDX-License-Identifier: Apache-2.0
package dev.hwview.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The sides that are Python's: a process each, as the others have a JVM each. Left out where there is no python3. */
public final class Python {
    private static final String SIDE = ".python";
    private static final int MILLIS = 1000;
    private static final int DEADLINE_SECONDS = 60;

    private Python() {}

    /**
     * What a process measured.
     *
     * @param nanos an operation, the fastest
     * @param sum that the work came to
     */
    public record Run(double nanos, long sum) {}

    static boolean is(String benchmark) {
        return benchmark.endsWith(SIDE);
    }

    /**
     * Whether there is a python3.
     *
     * @return whether it can be started
     */
    public static boolean isThere() {
        try {
            return new ProcessBuilder("python3", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Samples.Fork fork(String benchmark) throws IOException {
        String type = benchmark.substring(benchmark.indexOf('.') + 1, benchmark.length() - SIDE.length());
        double nanos = run(type, MILLIS).nanos();
        return new Samples.Fork(nanos, nanos, Double.NaN, 0);
    }

    /**
     * Runs one of views.py.
     *
     * @param type the class that has the other sides
     * @param millis for how long
     * @return what it printed
     * @throws IOException if Python fails, or takes too long
     */
    public static Run run(String type, int millis) throws IOException {
        Path capture = Files.createTempFile("hwview", ".pcap");
        try {
            Files.write(capture, resource("view/lo-http.pcap"));
            Process python = new ProcessBuilder("python3", "-", twin(type), String.valueOf(millis), capture.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (OutputStream script = python.getOutputStream()) {
                script.write(resource("python/views.py"));
            }
            if (!python.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                python.destroyForcibly();
                throw new IOException("Python did not end in " + DEADLINE_SECONDS + " s: " + type);
            }
            String[] printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .split("\\s+");
            if (python.exitValue() != 0 || printed.length < 2) {
                throw new IOException("Python failed: " + type);
            }
            return new Run(Double.parseDouble(printed[0]), Long.parseLong(printed[1]));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(capture);
        }
    }

    /** Python has no windows: there, what is moved is a slice. */
    private static String twin(String type) {
        return switch (type) {
            case "WindowReads" -> "reads";
            case "WindowMoves" -> "slices";
            default -> type.toLowerCase(Locale.ROOT);
        };
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Python.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
