// SPDX-License-Identifier: Apache-2.0
package dev.hwview.sim;

import dev.hwview.device.DeviceBackend;
import dev.hwview.device.DeviceInfo;
import dev.hwview.device.DeviceProvider;
import dev.hwview.sim.internal.Devsim;
import dev.hwview.sim.internal.ffm.DevsimNative;
import dev.hwview.sim.internal.ffm.devsim_model;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens simulated devices: {@code sim:edu}, {@code sim:regs}, or a model of one's own in a shared object,
 * {@code sim:/path/to/libthermometer.so}. Options follow as {@code ,KEY=VALUE}; {@code access=trap},
 * {@code access=call} or {@code access=memory} chooses how registers are reached (by default they trap where that
 * works), the others are the model's.
 */
public final class SimulatorProvider implements DeviceProvider {
    /** For the service loader. */
    public SimulatorProvider() {}

    @Override
    public String scheme() {
        return "sim";
    }

    @Override
    public List<DeviceInfo> devices() {
        Devsim.load();
        List<DeviceInfo> devices = new ArrayList<>();
        for (int i = 0; ; i++) {
            MemorySegment model = DevsimNative.devsim_builtin(i);
            if (model.equals(MemorySegment.NULL)) {
                return devices;
            }
            devices.add(new DeviceInfo("sim:" + devsim_model.name(model).getString(0), SimulatedBackend.identity(model),
                    devsim_model.summary(model).getString(0)));
        }
    }

    @Override
    public DeviceBackend open(String name, String address) {
        int comma = address.indexOf(',');
        String model = comma < 0 ? address : address.substring(0, comma);
        List<String> options = new ArrayList<>();
        RegisterPath path = RegisterPath.BEST;
        for (String option : comma < 0 ? new String[0] : address.substring(comma + 1).split(",")) {
            if (option.startsWith("access=")) {
                path = RegisterPath.named(name, option.substring("access=".length()));
            } else {
                options.add(option);
            }
        }
        return SimulatedBackend.open(name, model, String.join(",", options), path);
    }
}
