// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

/**
 * Takes one barrier out of the rings, to see whether a test notices: {@code -Ddev.hwview.mutate=ring.acquire}. The JIT
 * takes each of these for the constant that it is, and no trace of it is left.
 */
final class Mutation {
    private static final String WITHOUT = System.getProperty("dev.hwview.mutate", "");

    /** What was stored to descriptors and buffers is visible before the doorbell rings. */
    static final boolean DOORBELL_RELEASE = !WITHOUT.equals("ring.doorbell.release");
    /** What was stored to a descriptor and its buffer is visible before the bit that hands it over. */
    static final boolean OWNER_RELEASE = !WITHOUT.equals("ring.owner.release");
    /** A descriptor and its buffer are read after the bit by which the device gave them back. */
    static final boolean BIT_ACQUIRE = !WITHOUT.equals("ring.bit.acquire");
    /** Descriptors and buffers are read after the index by which the device gave them back. */
    static final boolean HEAD_ACQUIRE = !WITHOUT.equals("ring.head.acquire");

    private Mutation() {}
}
