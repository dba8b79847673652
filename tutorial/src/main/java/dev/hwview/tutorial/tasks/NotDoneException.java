// SPDX-License-Identifier: Apache-2.0
package dev.hwview.tutorial.tasks;

/** Stands where your code will. */
public final class NotDoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
