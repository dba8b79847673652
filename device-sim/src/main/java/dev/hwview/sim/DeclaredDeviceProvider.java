// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.device.DeviceBackend;
import dev.hwview.device.DeviceInfo;
import dev.hwview.device.DeviceProvider;
import dev.hwview.register.RegisterMap;
import java.util.List;

/** Opens the one device that a register map declares. */
record DeclaredDeviceProvider(RegisterMap map, long size, RegisterPath path) implements DeviceProvider {
    @Override
    public String scheme() {
        return "sim";
    }

    @Override
    public List<DeviceInfo> devices() {
        return List.of();
    }

    @Override
    public DeviceBackend open(String name, String address) {
        return SimulatedBackend.open(map, size, path);
    }
}
