// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** A view whose bytes may change has no hash. */
public final class HashException extends ViewException {
    private static final long serialVersionUID = 1L;

    HashException(Why why, String message) {
        super(why, message);
    }
}
