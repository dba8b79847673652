// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.grader;

/**
 * A task: what the grader knows of it. Its text is with the method that the learner writes.
 *
 * @param id rank and number, {@code 3.2}
 * @param title in a few words
 * @param hint for who asks for it
 * @param check tries the learner's method, by a {@link Trial}
 */
record Task(String id, String title, String hint, Check check) {
    /** Tries a solution. */
    @FunctionalInterface
    interface Check {
        /** Throws a {@link MismatchException} where something else came than what was expected. */
        void run(Trial trial) throws Exception;
    }

    int rank() {
        return id.charAt(0) - '0';
    }
}
