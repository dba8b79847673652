// SPDX-License-Identifier: Apache-2.0
package dev.hwview.proof;

import dev.hwview.device.Device;
import dev.hwview.register.BusGuard;
import dev.hwview.register.Presence;
import dev.hwview.register.RegisterSpace;
import dev.hwview.sim.RegisterPath;
import dev.hwview.sim.SimulatedHandle;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.internal.ffm.DevsimNative;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The device under the probe: its trapped registers, its trace, and its back door. */
final class Bench implements AutoCloseable {
    private final Device device = Simulation.open(Panel.REGISTERS, RegisterPath.TRAP);
    private final MemorySegment handle = SimulatedHandle.of(device);
    private final Tape tape = new Tape(handle);

    /** The registers as a driver gets them. */
    RegisterSpace usual() {
        return device.registers();
    }

    /** The same registers with nothing around an access that could keep a compiler from what it would like to do. */
    RegisterSpace bare() {
        return RegisterSpace.over("bare", window(), BusGuard.NONE, Presence.ALWAYS);
    }

    /** The trapped addresses themselves. */
    MemorySegment window() {
        return DevsimNative.devsim_window_address(handle, 0).reinterpret(DevsimNative.devsim_window_size(handle, 0));
    }

    Tape tape() {
        return tape;
    }

    void preset(List<Case.Preset> presets) {
        for (int k = 0; k < presets.size(); k++) {
            Case.Preset preset = presets.get(k);
            int status = DevsimNative.devsim_poke(handle, 0, preset.offset(), preset.width(), preset.value());
            if (status != 0) {
                throw new AssertionError("no register at 0x" + Long.toHexString(preset.offset()));
            }
        }
    }

    @Override
    public void close() {
        device.close();
    }
}
