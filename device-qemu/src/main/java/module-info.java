// SPDX-License-Identifier: Apache-2.0
/** QEMU's device models as devices: a machine without a guest for each of them, driven by QEMU's test protocol. */
module dev.hwview.qemu {
    requires transitive dev.hwview;

    exports dev.hwview.qemu;

    provides dev.hwview.device.DeviceProvider with dev.hwview.qemu.QemuProvider;
}
