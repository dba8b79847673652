// SPDX-License-Identifier: Apache-2.0
package dev.hwview.dma;

/** Which way bytes go in a mapping, seen from the CPU: Linux's {@code enum dma_data_direction}. */
public enum DmaDirection {
    /** The device reads. */
    TO_DEVICE,
    /** The device writes. */
    FROM_DEVICE,
    /** The device does both. */
    BIDIRECTIONAL;

    /**
     * Whether the device reads.
     *
     * @return {@code true} but for {@link #FROM_DEVICE}
     */
    public boolean deviceReads() {
        return this != FROM_DEVICE;
    }

    /**
     * Whether the device writes.
     *
     * @return {@code true} but for {@link #TO_DEVICE}
     */
    public boolean deviceWrites() {
        return this != TO_DEVICE;
    }
}
