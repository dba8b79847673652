// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** An index or key that names nothing in the view. */
public final class ViewIndexException extends ViewException {
    private static final long serialVersionUID = 1L;

    ViewIndexException(Why why, String message) {
        super(why, message);
    }
}
