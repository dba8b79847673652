// SPDX-License-Identifier: Apache-2.0
package dev.hwview.device;

/**
 * What a device says it is, as in its PCI configuration space.
 *
 * @param vendor 16 bits
 * @param device 16 bits
 * @param revision 8 bits
 */
public record Identity(int vendor, int device, int revision) {
    @Override
    public String toString() {
        return String.format("%04x:%04x rev %02x", vendor, device, revision);
    }
}
