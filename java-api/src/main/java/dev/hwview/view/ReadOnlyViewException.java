// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** A write through a view that may only read. */
public final class ReadOnlyViewException extends ViewException {
    private static final long serialVersionUID = 1L;

    ReadOnlyViewException(Why why, String message) {
        super(why, message);
    }
}
