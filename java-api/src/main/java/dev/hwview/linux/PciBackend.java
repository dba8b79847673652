// SPDX-License-Identifier: Apache-2.0
package dev.hwview.linux;

import dev.hwview.device.DeviceBackend;
import dev.hwview.register.RegisterSpace;

/** A PCI device that Linux lent: what {@link dev.hwview.device.Device#backend} gives to who asks for it. */
public interface PciBackend extends DeviceBackend {
    /**
     * The device's configuration space, of which the kernel keeps parts for itself.
     *
     * @return 256 or 4096 bytes, as many as the kernel shows; accesses of up to 32 bits, each a system call; the same
     *     each time
     */
    RegisterSpace config();
}
