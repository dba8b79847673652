// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** A view can't be written out in the way that was asked for. */
public final class RenderingException extends ViewException {
    private static final long serialVersionUID = 1L;

    RenderingException(Why why, String message) {
        super(why, message);
    }
}
