// SPDX-License-Identifier: Apache-2.0
package dev.hwview.npy;

/** A file that is no .npy file, or not one of an array that a view can show; or a view that no such file can hold. */
public final class NpyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NpyException(String message) {
        super(message);
    }
}
