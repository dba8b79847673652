// SPDX-License-Identifier: Apache-2.0
/** Devices simulated by libdevsim, and the JUnit 5 extension that gives them to tests. */
module dev.hwview.sim {
    requires transitive dev.hwview;
    requires static org.junit.jupiter.api;

    exports dev.hwview.sim;
    exports dev.hwview.sim.junit;
    exports dev.hwview.sim.net;

    provides dev.hwview.device.DeviceProvider with dev.hwview.sim.SimulatorProvider;
}
