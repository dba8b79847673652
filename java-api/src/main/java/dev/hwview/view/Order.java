// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** The order in which the items of a view of several dimensions are written out. */
public enum Order {
    /** The last index runs fastest, as in C. */
    C,
    /** The first index runs fastest, as in Fortran. */
    F,
    /** As they lie in memory where that is Fortran's order, else C's. */
    A;

    /** The order of a name. */
    static Order of(String name) {
        return switch (name) {
            case "C" -> C;
            case "F" -> F;
            case "A" -> A;
            default -> throw Why.ORDER.because("'" + name + "' is no order; there are C, F and A");
        };
    }
}
