// SPDX-License-Identifier: Apache-2.0
package dev.hwview.register;

/** An enumeration whose constants stand for other numbers than their ordinals. */
public interface Coded {
    /**
     * The number in the register.
     *
     * @return unsigned
     */
    int code();
}
