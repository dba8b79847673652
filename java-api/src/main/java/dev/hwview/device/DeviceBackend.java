// SPDX-License-Identifier: Apache-2.0
package dev.hwview.device;

import dev.hwview.dma.DmaSpace;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;

/**
 * An open device, as its provider has it. {@link Device} is its only caller, on any thread and on several at once, and
 * calls {@link #close} once.
 */
public interface DeviceBackend {
    /**
     * What the device says it is.
     *
     * @return the identity
     */
    Identity identity();

    /**
     * How many register regions (PCI: BARs) the device may have.
     *
     * @return the highest index + 1
     */
    int regions();

    /**
     * A register region.
     *
     * @param index from 0
     * @return the region, the same each time, or {@code null} if the device has none of this index
     */
    RegisterSpace region(int index);

    /**
     * The memory that the device reaches.
     *
     * @return the same each time
     */
    DmaSpace dma();

    /**
     * The device's interrupts.
     *
     * @return the same each time
     */
    InterruptController interrupts();

    /**
     * Whether the device is on its bus.
     *
     * @return where it is
     */
    Presence.State presence();

    /**
     * Has somebody told whenever {@link #presence} may answer otherwise than before: who waits for an interrupt then
     * ends at once, and not only at a deadline. A provider that hears of nothing does nothing.
     *
     * @param listener called on any thread, with no lock held that {@link #presence} wants; does not block. Also called
     *     if something has happened before
     */
    default void whenPresenceChanges(Runnable listener) {}

    /** Resets the device: see {@link Device#reset}, which says what stays and what is thrown. */
    void reset();

    /** Gives the device's registers and all else back. DMA and interrupts have ended before. */
    void close();
}
