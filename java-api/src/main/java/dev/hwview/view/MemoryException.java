// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** The memory under a view can't be reached: it was freed, or belongs to another thread. */
public final class MemoryException extends ViewException {
    private static final long serialVersionUID = 1L;

    MemoryException(Why why, String message) {
        super(why, message);
    }
}
