// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** A value that is no item of the view's format, or an accessor that does not read it. */
public final class ItemException extends ViewException {
    private static final long serialVersionUID = 1L;

    ItemException(Why why, String message) {
        super(why, message);
    }
}
