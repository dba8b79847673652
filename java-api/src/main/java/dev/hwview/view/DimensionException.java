// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** The operation is not one for a view of so many dimensions. */
public final class DimensionException extends ViewException {
    private static final long serialVersionUID = 1L;

    DimensionException(Why why, String message) {
        super(why, message);
    }
}
