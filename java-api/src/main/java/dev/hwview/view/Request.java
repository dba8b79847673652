// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** How memory is to lie that is borrowed from a view, after Python's buffer requests. */
public enum Request {
    /** C-contiguous, for reading. */
    SIMPLE(false),
    /** C-contiguous, for writing too. */
    WRITABLE(true),
    /** C-contiguous, for reading. */
    C_CONTIGUOUS(false),
    /** Fortran-contiguous, for reading. */
    F_CONTIGUOUS(false),
    /** Contiguous in either order, for reading. */
    ANY_CONTIGUOUS(false),
    /** However it lies, for reading. */
    FULL_RO(false),
    /** However it lies, for writing too. */
    FULL(true);

    private final boolean writes;

    Request(boolean writes) {
        this.writes = writes;
    }

    boolean writes() {
        return writes;
    }

    boolean isMetBy(Geometry geometry) {
        return switch (this) {
            case SIMPLE, WRITABLE, C_CONTIGUOUS -> geometry.cContiguous;
            case F_CONTIGUOUS -> geometry.fContiguous;
            case ANY_CONTIGUOUS -> geometry.cContiguous || geometry.fContiguous;
            case FULL_RO, FULL -> true;
        };
    }
}
