// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** A cast that the view's bytes do not allow. */
public final class CastException extends ViewException {
    private static final long serialVersionUID = 1L;

    CastException(Why why, String message) {
        super(why, message);
    }
}
