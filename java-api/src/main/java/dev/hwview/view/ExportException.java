// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** Memory can't be lent out as asked, or is still lent out. */
public final class ExportException extends ViewException {
    private static final long serialVersionUID = 1L;

    ExportException(Why why, String message) {
        super(why, message);
    }
}
