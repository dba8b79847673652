// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** Asks for an exception and its cause. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(Why why, Executable action) {
        assertEquals(why, assertThrows(ViewException.class, action).why());
    }
}
