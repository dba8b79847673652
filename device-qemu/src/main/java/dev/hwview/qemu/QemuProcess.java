// SPDX-License-Identifier: Apache-2.0
package dev.hwview.qemu;

import dev.hwview.fault.DeadlineException;
import dev.hwview.fault.ResourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A running QEMU. It ends when it is closed, when Java exits, and, where util-linux's {@code setpriv} is there to ask
 * the kernel for it, when Java is killed.
 */
final class QemuProcess {
    private static final long START_SECONDS = 20;
    private static final long END_SECONDS = 5;
    private static final long LAST_WORDS = 2_000;
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "hwview-qemu-end"));
    }

    private final String name;
    private final Process process;
    private final Path log;

    private QemuProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param name in messages
     * @param command QEMU and its arguments
     * @param log gets what it says
     */
    static QemuProcess start(String name, List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        if (Files.isExecutable(SETPRIV)) {
            builder.command().addAll(0, List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
        }
        CompletableFuture<Process> started = new CompletableFuture<>();
        // By parent the kernel means the thread that starts it, so that one stays until the process has ended.
        Thread.ofPlatform().daemon().name("hwview-qemu-parent").start(() -> {
            try {
                Process process = builder.start();
                RUNNING.add(process);
                started.complete(process);
                process.onExit().join();
                RUNNING.remove(process);
            } catch (IOException | RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        try {
            return new QemuProcess(name, started.get(START_SECONDS, TimeUnit.SECONDS), log);
        } catch (ExecutionException e) {
            throw new ResourceException(name, "can't start QEMU: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            started.thenAccept(Process::destroyForcibly); // whenever it comes
            throw new ResourceException(name, "can't start QEMU within " + START_SECONDS + " s", e);
        } catch (InterruptedException e) {
            started.thenAccept(Process::destroyForcibly);
            Thread.currentThread().interrupt();
            throw new ResourceException(name, "was interrupted while it started QEMU", e);
        }
    }

    /** Whether it runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Is completed when it has ended. */
    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    long pid() {
        return process.pid();
    }

    /** Waits for something that QEMU does on its way up. */
    void await(String what, BooleanSupplier done) {
        Deadline deadline = Deadline.in(TimeUnit.SECONDS.toNanos(START_SECONDS));
        while (!done.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new ResourceException(name, "lost QEMU, which said: " + lastWords());
            }
            if (deadline.hasPassed()) {
                throw new DeadlineException(name, "did not see QEMU " + what + " within " + START_SECONDS
                        + " s; it said: " + lastWords());
            }
            deadline.nap();
        }
    }

    /** The end of what it said. */
    String lastWords() {
        try {
            String all = Files.readString(log, StandardCharsets.ISO_8859_1).strip();
            String end = all.substring((int) Math.max(0, all.length() - LAST_WORDS)).replace("\n", "; ");
            return end.isEmpty() ? "nothing" : end;
        } catch (IOException e) {
            return "nothing";
        }
    }

    /** Ends it. Nothing that it has is worth saving. */
    void close() {
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        try {
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true; // it will end in any case
        } catch (ExecutionException | TimeoutException e) {
            throw new ResourceException(name, "can't end QEMU (process " + process.pid() + ")", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
