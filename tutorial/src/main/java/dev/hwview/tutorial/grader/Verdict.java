// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

/**
 * What came of a task.
 *
 * @param task which
 * @param kind how it ended
 * @param allocated bytes that the solution allocated, in the best of its tries; -1 if it did not get so far
 * @param detail what was expected and what came, or where it copied; empty if all is well
 */
record Verdict(Task task, Kind kind, long allocated, String detail) {
    /** How a task ended. */
    enum Kind {
        /** Right, and nothing was copied. */
        DONE,
        /** Right, but with a copy, or with garbage as large as one. */
        COPIED,
        /** Something else came than what was expected. */
        WRONG,
        /** It did not end in time. */
        LATE,
        /** Nobody has tried yet. */
        OPEN
    }
}
