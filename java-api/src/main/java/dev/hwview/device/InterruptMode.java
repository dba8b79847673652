// SPDX-License-Identifier: Apache-2.0
package dev.hwview.device;

/** How a device interrupts. A device uses one mode at a time. */
public enum InterruptMode {
    /** One level-triggered line. It masks itself when it fires, until {@link Interrupt#acknowledge}. */
    INTX,
    /** Messages: edge-triggered, one for each vector. Many devices have a single one. */
    MSI,
    /** Messages whose vectors each have an address and a mask in a table of the device: edge-triggered. */
    MSIX
}
