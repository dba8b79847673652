// SPDX-License-Identifier: Apache-2.0
package dev.hwview.cli;

/** Ends a command with one line on stderr and an exit status. */
final class Failure extends RuntimeException {
    /** Exit status of a command that failed. */
    static final int FAILED = 1;
    /** Exit status of a command that was not understood. */
    static final int USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final int status;

    private Failure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The command was right and could not be done. */
    static Failure failed(String message) {
        return new Failure(FAILED, message);
    }

    /** The command was wrong. */
    static Failure usage(String message) {
        return new Failure(USAGE, message);
    }

    int status() {
        return status;
    }
}
