// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** An assignment from something of another format or shape. */
public final class StructureException extends ViewException {
    private static final long serialVersionUID = 1L;

    StructureException(Why why, String message) {
        super(why, message);
    }
}
