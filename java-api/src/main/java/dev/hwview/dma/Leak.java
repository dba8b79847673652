// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import java.util.Optional;
import java.util.Set;

/**
 * A buffer that was taken from its pool and not given back.
 *
 * @param index of the buffer in its pool
 * @param attached whether a ring holds it
 * @param taken was made where it was taken, by the thread that its message names; empty if the pool does not track
 *     leaks
 */
public record Leak(int index, boolean attached, Optional<Throwable> taken) {
    private static final Set<String> LIBRARY =
            Set.of(DmaPool.class.getName(), AttachedBuffers.class.getName(), DescriptorRing.class.getName());

    /** The line that took it: the first that is not the library's. */
    @Override
    public String toString() {
        String buffer = "buffer " + index + (attached ? ", attached to a ring" : "");
        return taken.map(place -> buffer + ", taken " + where(place)).orElse(buffer);
    }

    private static String where(Throwable place) {
        for (StackTraceElement line : place.getStackTrace()) {
            if (!LIBRARY.contains(line.getClassName())) {
                return "at " + line + place.getMessage();
            }
        }
        return place.getMessage().strip();
    }
}
