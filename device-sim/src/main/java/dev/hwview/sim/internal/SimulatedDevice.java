// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim.internal;

import dev.hwview.device.DeviceBackend;
import java.lang.foreign.MemorySegment;

/** What the packages of this module know of each other's devices. */
public interface SimulatedDevice extends DeviceBackend {
    /** As in messages. */
    String name();

    /** The device, valid until the backend is closed. */
    MemorySegment handle();

    /** Whether nobody is to call into the device any more: its arena closes only in a moment without a call. */
    boolean closing();
}
