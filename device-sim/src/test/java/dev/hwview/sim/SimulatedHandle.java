// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.device.Device;
import java.lang.foreign.MemorySegment;

/** What libdevsim calls a device, for tests that read its trace in place: {@link BusTrace} makes lists of it. */
public final class SimulatedHandle {
    private SimulatedHandle() {}

    /** Valid until the device is closed. */
    public static MemorySegment of(Device device) {
        return device.backend(SimulatedBackend.class).orElseThrow().handle();
    }
}
