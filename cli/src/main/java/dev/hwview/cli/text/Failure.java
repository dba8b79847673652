// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Ends a command with one line on stderr and an exit status. */
public final class Failure extends RuntimeException {
    /** Exit status of a command that failed. */
    public static final int FAILED = 1;
    /** Exit status of a command that was not understood. */
    public static final int USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final int status;

    private Failure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The command was right and could not be done. */
    public static Failure failed(String message) {
        return new Failure(FAILED, message);
    }

    /** The command was wrong. */
    public static Failure usage(String message) {
        return new Failure(USAGE, message);
    }

    /** A file that the command needs can't be read. */
    public static Failure unreadable(Path path, IOException e) {
        String reason = e instanceof AccessDeniedException ? "permission denied"
                : e instanceof NoSuchFileException ? "no such file" : e.getMessage();
        return failed(path + ": can't be read: " + reason);
    }

    /** The exit status. */
    public int status() {
        return status;
    }
}
