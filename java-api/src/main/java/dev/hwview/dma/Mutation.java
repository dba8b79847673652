// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes one barrier out of the rings, to see whether a test notices: {@code -Ddev.hwview.mutate=ring.bit.acquire}. The
 * JIT takes each of these for the constant that it is, and no trace of it is left.
 */
final class Mutation {
    private static final String WITHOUT = System.getProperty("dev.hwview.mutate", "");
    private static final Set<String> NAMES = new TreeSet<>();

    /**
     * What was stored to descriptors and buffers is visible before the doorbell rings; what was read of them, is read.
     */
    static final boolean DOORBELL_RELEASE = has("ring.doorbell.release");
    /** What was stored to a descriptor and its buffer is visible before the bit that hands it over. */
    static final boolean OWNER_RELEASE = has("ring.owner.release");
    /** Descriptors and buffers are read after the bits by which the device gave them back. */
    static final boolean BIT_ACQUIRE = has("ring.bit.acquire");
    /** The same, where one bit stands for several descriptors. */
    static final boolean BITS_ACQUIRE = has("ring.bits.acquire");
    /** Descriptors and buffers are read after the index in memory by which the device gave them back. */
    static final boolean HEAD_ACQUIRE = has("ring.head.acquire");
    /** The same, where the index is in a register. */
    static final boolean REGISTER_ACQUIRE = has("ring.register.acquire");

    private Mutation() {}

    private static boolean has(String barrier) {
        NAMES.add(barrier);
        return !WITHOUT.equals(barrier);
    }

    /** All barriers that there are. */
    static Set<String> names() {
        return Collections.unmodifiableSet(NAMES);
    }
}
