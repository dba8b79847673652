// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.fault.BusErrorException;
import dev.hwview.fault.ClosedException;
import dev.hwview.register.CalledRegisterSpace;
import dev.hwview.register.Presence;
import dev.hwview.sim.internal.ffm.DevsimNative;
import java.lang.foreign.MemorySegment;

/** The registers of a simulated device, by calls: for systems without the trap. */
final class SimulatedRegisterSpace extends CalledRegisterSpace {
    private final MemorySegment handle;
    private final int window;
    private final Presence presence;

    SimulatedRegisterSpace(String name, MemorySegment handle, int window, long size, Presence presence) {
        super(name, size, Byte.BYTES | Short.BYTES | Integer.BYTES | Long.BYTES, presence);
        this.handle = handle;
        this.window = window;
        this.presence = presence;
    }

    @Override
    protected long read(long offset, int width) {
        try {
            return DevsimNative.devsim_read(handle, window, offset, width);
        } catch (IllegalStateException closed) {
            throw new ClosedException(name(), offset, "is closed", closed);
        }
    }

    @Override
    protected void write(long offset, int width, long value) {
        try {
            DevsimNative.devsim_write(handle, window, offset, width, value);
            if (presence.state() == Presence.State.BUS_ERROR) {
                throw new BusErrorException(name(), offset, "met a bus error: the device did not answer");
            }
        } catch (IllegalStateException closed) {
            throw new ClosedException(name(), offset, "is closed", closed);
        }
    }
}
