// SPDX-License-Identifier: Apache-2.0
package dev.hwview.view;

/** Knows whether memory that may be lost is still there, such as that of a mapped file, which may be truncated. */
@FunctionalInterface
public interface Guard {
    /**
     * Is asked right behind each access, by the thread that made it; several may ask at once.
     *
     * @throws RuntimeException if the memory was lost, so that what was read is void and what was written is nowhere
     */
    void requireThere();
}
