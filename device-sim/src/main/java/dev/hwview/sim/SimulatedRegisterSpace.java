// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.ClosedException;
import dev.hwview.register.CalledRegisterSpace;
import dev.hwview.register.Presence;
import dev.hwview.sim.internal.ffm.DevsimNative;

/** The registers of a simulated device, by calls: for systems without the trap. */
final class SimulatedRegisterSpace extends CalledRegisterSpace {
    private final SimulatedBackend device;
    private final int window;

    SimulatedRegisterSpace(String name, SimulatedBackend device, int window, long size) {
        super(name, size, Byte.BYTES | Short.BYTES | Integer.BYTES | Long.BYTES, device::presence);
        this.device = device;
        this.window = window;
    }

    @Override
    protected long read(long offset, int width) {
        requireOpen(offset);
        try {
            return DevsimNative.devsim_read(device.handle(), window, offset, width);
        } catch (IllegalStateException closed) {
            throw new ClosedException(name(), offset, "is closed", closed);
        }
    }

    @Override
    protected void write(long offset, int width, long value) {
        requireOpen(offset);
        try {
            DevsimNative.devsim_write(device.handle(), window, offset, width, value);
        } catch (IllegalStateException closed) {
            throw new ClosedException(name(), offset, "is closed", closed);
        }
        if (device.presence() == Presence.State.BUS_ERROR) {
            throw new BusErrorException(name(), offset, "met a bus error: the device did not answer");
        }
    }

    private void requireOpen(long offset) {
        if (device.closing()) {
            throw new ClosedException(name(), offset, "is closed", null);
        }
    }
}
