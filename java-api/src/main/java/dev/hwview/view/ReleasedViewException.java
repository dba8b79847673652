// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** A view was used after its release. */
public final class ReleasedViewException extends ViewException {
    private static final long serialVersionUID = 1L;

    ReleasedViewException(Why why, String message) {
        super(why, message);
    }
}
