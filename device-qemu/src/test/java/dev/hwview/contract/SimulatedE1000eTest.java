// SPDX-License-Identifier: Apache-2.0
package dev.hwview.contract;

import dev.hwview.device.Device;
import dev.hwview.sim.Simulation;
import dev.hwview.sim.net.Cable;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

/** On the project's own model. */
@DisplayName("e1000e on sim:")
class SimulatedE1000eTest extends E1000eContract {
    @Override
    protected Rig rig() {
        Device device = Device.open("sim:e1000e,mac=02:00:00:00:00:01");
        Simulation simulation = Simulation.of(device);
        Cable cable = Cable.of(device);
        return new Rig() {
            @Override
            public Device device() {
                return device;
            }

            @Override
            public void inject(byte[] frame) {
                cable.inject(frame);
            }

            @Override
            public Optional<byte[]> take() {
                return cable.take();
            }

            @Override
            public void link(boolean up) {
                cable.link(up);
            }

            @Override
            public void close() {
                simulation.faults().assertNone();
                device.close();
            }
        };
    }
}
