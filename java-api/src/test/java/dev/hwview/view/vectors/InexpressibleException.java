// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view.vectors;

/** An argument that Java's types don't let one pass. */
final class InexpressibleException extends Exception {
    private static final long serialVersionUID = 1L;

    InexpressibleException(Object value) {
        super(String.valueOf(value));
    }
}
